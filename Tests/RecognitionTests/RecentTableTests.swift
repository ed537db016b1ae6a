import Testing

@testable import Recognition

@Suite struct RecentTableTests {
    @Test("beyond the capacity the entry written longest ago goes")
    func capacity() {
        var table = RecentTable<Int, Int>(capacity: 3)
        for key in 0..<3 { table.set(key, for: key, at: Timestamp(milliseconds: 0)) }
        table.set(10, for: 0, at: Timestamp(milliseconds: 1))
        table.set(3, for: 3, at: Timestamp(milliseconds: 2))
        #expect((0..<4).map { table[$0] } == [10, nil, 2, 3])
    }

    @Test("a heavy entry drives out several, one heavier than the whole table is not kept")
    func weight() {
        var table = RecentTable<Int, Int>(capacity: 4)
        for key in 0..<4 { table.set(key, for: key, at: Timestamp(milliseconds: 0)) }
        table.set(4, for: 4, at: Timestamp(milliseconds: 0), weight: 3)
        #expect((0..<5).map { table[$0] } == [nil, nil, nil, 3, 4])
        table.set(5, for: 5, at: Timestamp(milliseconds: 0), weight: 9)
        #expect(table.count == 0)
    }

    @Test("what is too old is forgotten, what was written again is not")
    func age() {
        var table = RecentTable<Int, Int>(capacity: 10)
        table.set(1, for: 1, at: Timestamp(milliseconds: 0))
        table.set(2, for: 2, at: Timestamp(milliseconds: 0))
        table.set(1, for: 1, at: Timestamp(milliseconds: 50))
        table.forget(olderThan: 60, at: Timestamp(milliseconds: 60))
        #expect(table.count == 2)
        table.forget(olderThan: 60, at: Timestamp(milliseconds: 61))
        #expect(table[1] == 1)
        #expect(table[2] == nil)
    }

    @Test("what is to be forgotten leaves no trace, and the others keep their order")
    func removal() {
        var table = RecentTable<String, Int>(capacity: 4)
        for key in 0..<4 { table.set(key, for: "key \(key)", at: Timestamp(milliseconds: 0)) }
        #expect(table.remove { key, value in key == "key 1" || value == 2 } == 2)
        #expect(table.remove { _, value in value == 2 } == 0)
        #expect(!"\(table)".contains("key 1"))
        for key in 4..<7 { table.set(key, for: "key \(key)", at: Timestamp(milliseconds: 0)) }
        #expect((0..<7).map { table["key \($0)"] } == [nil, nil, nil, 3, 4, 5, 6])
    }

    @Test("it behaves like a plain list of what was written last, over a long random life")
    func model() {
        var generator = SplitMix64(seed: 5)
        var table = RecentTable<Int, Int>(capacity: 8)
        var list: [(key: Int, value: Int)] = []
        for step in 0..<5_000 {
            let key = Int.random(in: 0..<20, using: &generator)
            list.removeAll { $0.key == key }
            if Int.random(in: 0..<5, using: &generator) == 0 {
                table.remove(key)
            } else {
                table.set(step, for: key, at: Timestamp(milliseconds: Int64(step)))
                list.append((key, step))
                if list.count > 8 { list.removeFirst() }
            }
            for key in 0..<20 { #expect(table[key] == list.first { $0.key == key }?.value) }
        }
    }
}
