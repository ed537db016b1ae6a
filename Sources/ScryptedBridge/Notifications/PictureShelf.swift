/// Keeps the pictures of people who may be told of, and lets those wait for one that is still being cut out.
actor PictureShelf {
    private enum Place {
        case coming([CheckedContinuation<[UInt8]?, Never>])
        case there([UInt8])
    }

    private var places: [UInt64: Place] = [:]
    /// Keys only grow, so the smallest is the oldest.
    private let capacity: Int

    /// - Parameter capacity: pictures; beyond, the oldest goes, and its notification is sent without.
    init(capacity: Int = 256) {
        self.capacity = capacity
    }

    var count: Int { places.count }

    /// A picture will be put here, or nothing.
    func expect(_ key: UInt64) {
        if places.count >= capacity, let oldest = places.keys.min() { forget(oldest) }
        places[key] = .coming([])
    }

    func put(_ picture: [UInt8]?, for key: UInt64) {
        guard case .coming(let waiting) = places[key] else { return }
        places[key] = picture.map { .there($0) }
        for continuation in waiting { continuation.resume(returning: picture) }
    }

    /// Waits for it when it is on its way; nil when there is none.
    func picture(for key: UInt64) async -> [UInt8]? {
        switch places[key] {
        case .there(let picture): return picture
        case .coming(let waiting):
            return await withCheckedContinuation { places[key] = .coming(waiting + [$0]) }
        case nil: return nil
        }
    }

    func forget(_ key: UInt64) {
        if case .coming(let waiting) = places.removeValue(forKey: key) {
            for continuation in waiting { continuation.resume(returning: nil) }
        }
    }
}
