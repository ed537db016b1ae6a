/// Ids of messages, objects and finalizers.
enum RandomID {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// Eight letters or digits.
    @Sendable static func make() -> String {
        var random = UInt64.random(in: .min ... .max)
        return String(unsafeUninitializedCapacity: 8) { bytes in
            for index in 0..<8 {
                bytes[index] = letters[Int(random % UInt64(letters.count))]
                random /= UInt64(letters.count)
            }
            return 8
        }
    }
}
