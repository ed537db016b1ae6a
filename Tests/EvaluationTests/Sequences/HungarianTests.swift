import Testing

@testable import Evaluation

@Suite struct HungarianTests {
    @Test(
        "finds the largest sum, counted by hand",
        arguments: [
            // greedy would take 9 and then 1
            ([[9, 8], [8, 1]], 16),
            ([[1, 2, 3], [3, 3, 3], [2, 9, 9]], 15),
            // more rows than columns: one goes without
            ([[5], [7], [6]], 7),
            // more columns than rows
            ([[1, 4, 2]], 4),
            ([[0, 0], [0, 0]], 0),
            ([], 0), ([[], []], 0),
        ])
    func byHand(weights: [[Int]], sum: Int) {
        #expect(total(weights, Hungarian.maximum(weights)) == sum)
    }

    @Test("agrees with trying every pairing, on a thousand small matrices")
    func byForce() {
        var state: UInt64 = 42
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<1_000 {
            let rows = 1 + draw(5), columns = 1 + draw(5)
            let weights = (0..<rows).map { _ in (0..<columns).map { _ in draw(7) } }
            #expect(total(weights, Hungarian.maximum(weights)) == best(weights[...], Set(0..<columns)), "\(weights)")
        }
    }

    /// The sum of a pairing; also checks that nobody is used twice.
    private func total(_ weights: [[Int]], _ columns: [Int?]) -> Int {
        #expect(columns.count == weights.count)
        let used = columns.compactMap { $0 }
        #expect(Set(used).count == used.count)
        return zip(weights, columns).reduce(0) { sum, pair in sum + (pair.1.map { pair.0[$0] } ?? 0) }
    }

    private func best(_ rows: ArraySlice<[Int]>, _ columns: Set<Int>) -> Int {
        guard let row = rows.first else { return 0 }
        let without = best(rows.dropFirst(), columns)
        return columns.map { row[$0] + best(rows.dropFirst(), columns.subtracting([$0])) }.reduce(without, max)
    }
}
