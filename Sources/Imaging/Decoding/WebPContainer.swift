/// Finds the one still picture in a WebP file. What surrounds it (alpha plane, profile, metadata) is passed over.
struct WebPContainer {
    /// The `VP8 ` or `VP8L` chunk, its name and length included; cut off where the file is.
    let chunk: Range<Int>

    private static let maximumChunks = 64

    /// Throws `unrecognised` for an animation, `truncated` when the file ends before the picture begins.
    init(_ bytes: [UInt8]) throws(PictureError) {
        var position = 12  // "RIFF", length, "WEBP"
        // A still picture has a handful of chunks before its pixels; millions of empty ones are meant to cost time.
        for _ in 0..<Self.maximumChunks where position + 8 <= bytes.count {
            let name = String(decoding: bytes[position..<position + 4], as: UTF8.self)
            let length = bytes[position + 4..<position + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
            switch name {
            case "VP8 ", "VP8L":
                chunk = position..<min(position + 8 + length, bytes.count)
                return
            case "ANIM", "ANMF":
                throw .unrecognised
            default:
                position += 8 + length + length % 2  // padded to even
            }
        }
        throw .truncated
    }
}
