import Hummingbird
import NIOCore

/// Reads a request's body within its limits. How long a sender may take is `SlowSenderHandler`'s business.
struct BodyReader {
    var maximumBytes: Int

    /// The whole body, paid for out of `share` as it comes: what is only announced takes nobody's place.
    /// - Throws: `APIError.bodyTooLarge` (413, as soon as the header tells), `.noRoomForBodies` (429) or `.bodyIncomplete`.
    func read(_ request: Request, into share: inout BodyBudget.Share) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced {
            guard announced <= maximumBytes else { throw APIError.bodyTooLarge(limit: maximumBytes) }
        }
        var body: [UInt8] = []
        // Address space only, until bytes arrive; it spares a growing array its copies.
        body.reserveCapacity(announced ?? 0)
        for try await part in request.body {
            let size = body.count + part.readableBytes
            guard size <= maximumBytes else { throw APIError.bodyTooLarge(limit: maximumBytes) }
            guard share.grow(by: part.readableBytes) else { throw APIError.noRoomForBodies }
            body.append(contentsOf: part.readableBytesView)
        }
        guard announced == nil || body.count == announced else { throw APIError.bodyIncomplete }
        return body
    }
}
