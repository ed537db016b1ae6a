/// The bits of a lossless WebP, lowest bit of each byte first.
struct LosslessWebPBits {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var buffer: UInt64 = 0
    private var buffered = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The next `count` bits, at most 32, as a number. Throws `truncated` behind the end.
    mutating func read(_ count: Int) throws(PictureError) -> Int {
        while buffered < count {
            guard position < bytes.endIndex else { throw .truncated }
            buffer |= UInt64(bytes[position]) << UInt64(buffered)
            position += 1
            buffered += 8
        }
        let value = buffer & ((1 << UInt64(count)) - 1)
        buffer >>= UInt64(count)
        buffered -= count
        return Int(value)
    }
}
