import Hummingbird
import NIOCore

/// Reads a request's body within its limits. How long a sender may take is `SlowSenderHandler`'s business.
struct BodyReader {
    var maximumBytes: Int

    /// The whole body, paid for out of `share`.
    /// - Throws: `APIError.bodyTooLarge` (413) or `.noRoomForBodies` (429), the former as soon as the header tells.
    func read(_ request: Request, into share: inout BodyBudget.Share) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced {
            guard announced <= maximumBytes else { throw APIError.bodyTooLarge(limit: maximumBytes) }
            guard share.grow(by: announced) else { throw APIError.noRoomForBodies }
        }
        var body: [UInt8] = []
        body.reserveCapacity(announced ?? 0)
        for try await part in request.body {
            let size = body.count + part.readableBytes
            guard size <= maximumBytes else { throw APIError.bodyTooLarge(limit: maximumBytes) }
            if size > share.bytes {
                guard share.grow(by: size - share.bytes) else { throw APIError.noRoomForBodies }
            }
            body.append(contentsOf: part.readableBytesView)
        }
        return body
    }
}
