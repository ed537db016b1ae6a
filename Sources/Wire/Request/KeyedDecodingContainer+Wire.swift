/// The leniency that clients in the wild need, and no more.
extension KeyedDecodingContainer {
    /// The most bytes of a text that is kept.
    static var longestText: Int { 1_024 }

    /// Text; nil when it is longer than anybody's name or id. A number is taken as its digits: some trackers count.
    func wireText(_ key: Key) throws -> String? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        let text: String
        do {
            text = try decode(String.self, forKey: key)
        } catch {
            // Tried last, since each error on the way costs as much as ten fields.
            if let number = try? decode(Int64.self, forKey: key) {
                text = String(number)
            } else if let number = try? decode(Double.self, forKey: key) {
                text = String(number)
            } else {
                throw error
            }
        }
        return text.utf8.count <= Self.longestText ? text : nil
    }

    func wireNumber(_ key: Key) throws -> Double? {
        try decodeIfPresent(Double.self, forKey: key)
    }

    /// Milliseconds since 1970, whole or not; nil when not finite.
    func wireMilliseconds(_ key: Key) throws -> Int64? {
        guard let number = try wireNumber(key), number.isFinite else { return nil }
        // Beyond the year 280,000 either way nothing is meant; clamped, so that differences stay inside 64 bits.
        return Int64(min(max(number, -9e15), 9e15))
    }
}
