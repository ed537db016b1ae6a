import Synchronization

/// A picture file as a client brought it: its bytes, or base64 of them that is decoded when they are first needed.
///
/// A picture of somebody whom a track names is never looked at, and decoding it would cost more than the rest of the answer.
/// Base64 is decoded once and where it lies, so that a picture is held once.
package final class EncodedPicture: Sendable {
    /// The file's size in bytes; of base64 an upper bound.
    package let byteCount: Int
    private let content: Mutex<Content>

    private enum Content {
        case file([UInt8])
        /// A JSON document, and where in it the base64 stands.
        case base64([UInt8], Range<Int>)
    }

    package init(_ file: [UInt8]) {
        byteCount = file.count
        content = Mutex(.file(file))
    }

    /// - Parameter range: of the base64, between the quotes of its string.
    package init(base64 range: Range<Int>, of document: [UInt8]) {
        byteCount = Base64.mostBytes(from: range.count)
        content = Mutex(.base64(document, range))
    }

    /// All bytes of the file. The first call decodes base64, which takes a millisecond for 2 MB: call it on a worker thread.
    ///
    /// Throws `unrecognised` when there are none, or what came is not base64.
    package func file() throws(PictureError) -> [UInt8] {
        let file = content.withLock { content in
            switch content {
            case .file(let file): return file
            case .base64(var document, let range):
                // Only `document` holds the bytes now, so decoding in place copies nothing.
                content = .file([])
                if !Base64.decodeInPlace(&document, range: range) { document = [] }
                content = .file(document)
                return document
            }
        }
        guard !file.isEmpty else { throw .unrecognised }
        return file
    }

    /// About so many bytes from the file's beginning; nil when `file` is as cheap, or what came is not base64.
    func start(_ count: Int) -> [UInt8]? {
        guard count < byteCount else { return nil }
        return content.withLock { content in
            guard case .base64(let document, let range) = content else { return nil }
            return Base64.start(of: document, range: range, byteCount: count)
        }
    }
}
