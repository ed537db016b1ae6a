/// A bounded dictionary that forgets what was written longest ago, in the same order in every process.
///
/// Beyond `capacity` the oldest entries go. A `Dictionary` alone cannot say which is oldest without being walked, and
/// the order of that walk differs from process to process.
struct RecentTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var written: Timestamp
        var weight: Int
        /// Which line of `order` speaks for this entry; older lines are void.
        var stamp: UInt64
    }

    var capacity: Int
    private var entries: [Key: Entry] = [:]
    /// Oldest first; lines below `head` and lines whose stamp was overtaken are void.
    private var order: [(key: Key, stamp: UInt64)] = []
    private var head = 0
    private var stamp: UInt64 = 0
    private var weight = 0

    /// - Parameter capacity: the sum of the weights of what is kept at most.
    init(capacity: Int) { self.capacity = capacity }

    var count: Int { entries.count }

    subscript(key: Key) -> Value? { entries[key]?.value }

    mutating func set(_ value: Value, for key: Key, at time: Timestamp, weight: Int = 1) {
        remove(key)
        stamp += 1
        entries[key] = Entry(value: value, written: time, weight: weight, stamp: stamp)
        self.weight += weight
        order.append((key, stamp))
        while self.weight > capacity, let oldest = oldestKey { remove(oldest) }
        if order.count > 2 * entries.count + 64 { compact() }
    }

    mutating func remove(_ key: Key) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        weight -= entry.weight
    }

    /// Forgets every entry that `isGone` says, without a trace, and returns how many those were.
    @discardableResult
    mutating func remove(where isGone: (Key, Value) -> Bool) -> Int {
        var count = 0
        for line in order[head...] {
            guard let entry = entries[line.key], entry.stamp == line.stamp, isGone(line.key, entry.value) else { continue }
            remove(line.key)
            count += 1
        }
        compact()
        return count
    }

    /// Forgets what was written more than `age` milliseconds before `now`.
    mutating func forget(olderThan age: Int64, at now: Timestamp) {
        while let key = oldestKey, let entry = entries[key], now.since(entry.written) > age { remove(key) }
    }

    /// Everything kept, in the order in which it was written.
    var lines: [(key: Key, value: Value, written: Timestamp, weight: Int)] {
        order[head...].compactMap { line in
            guard let entry = entries[line.key], entry.stamp == line.stamp else { return nil }
            return (line.key, entry.value, entry.written, entry.weight)
        }
    }

    private var oldestKey: Key? {
        mutating get {
            while head < order.count {
                let line = order[head]
                if entries[line.key]?.stamp == line.stamp { return line.key }
                head += 1
            }
            order.removeAll(keepingCapacity: true)
            head = 0
            return nil
        }
    }

    private mutating func compact() {
        order = order[head...].filter { entries[$0.key]?.stamp == $0.stamp }
        head = 0
    }
}
