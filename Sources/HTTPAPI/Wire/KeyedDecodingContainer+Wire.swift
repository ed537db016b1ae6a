/// The leniency that clients in the wild need, and no more.
extension KeyedDecodingContainer {
    /// Text of at most 1,024 bytes. A number is taken as its digits: some trackers count their ids.
    func wireText(_ key: Key) throws -> String? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        let text: String
        if let number = try? decode(Int64.self, forKey: key) {
            text = String(number)
        } else {
            text = try decode(String.self, forKey: key)
        }
        guard text.utf8.count <= 1024 else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "at most 1024 bytes long")
        }
        return text
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
