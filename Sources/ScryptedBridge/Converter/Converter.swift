import ReIdentification
import Recognition
import ScryptedRPC
import Wire

/// Answers the documents that the Smart Notifier sends through Scrypted (WIRE B).
package struct Converter: Sendable {
    /// What it converts, and to what.
    package static let source = "application/json"
    package static let target = "application/reid"

    private let reIdentifier: ReIdentifier
    private let includesEmbeddings: Bool
    private let now: @Sendable () -> Timestamp

    /// - Parameter includesEmbeddings: answers carry each row's embedding.
    package init(reIdentifier: ReIdentifier, includesEmbeddings: Bool, now: @escaping @Sendable () -> Timestamp) {
        self.reIdentifier = reIdentifier
        self.includesEmbeddings = includesEmbeddings
        self.now = now
    }

    /// - Parameter data: a text, its bytes, or the document itself, as clients have been seen to send it.
    /// - Returns: a JSON text.
    /// - Throws: `RPCRemoteError` with the sentence for a document that cannot be read.
    func convert(_ data: RPCValue) async throws -> RPCValue {
        guard let document = data.bytes ?? data.json?.utf8 else { throw RPCRemoteError(message: "convert needs a text or bytes") }
        do {
            let exchange = try await Exchange(SplitBody(json: document), by: reIdentifier, now: now())
            let answer = ConverterAnswer(exchange: exchange, includesEmbeddings: includesEmbeddings)
            return .json(.string(String(decoding: try WireJSON.bytes(of: answer), as: UTF8.self)))
        } catch let error as WireError {
            throw RPCRemoteError(message: error.detail)
        }
    }
}
