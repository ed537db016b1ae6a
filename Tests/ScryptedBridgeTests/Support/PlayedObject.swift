import ScryptedRPC
import TestSupport

/// An object of the server's, as a test plays it. Remembers its calls.
final class PlayedObject: RPCObject {
    let signature: RPCSignature
    let calls = Recording<RPCCall>()
    private let answer: @Sendable (RPCCall) async throws -> RPCValue

    init(
        _ constructorName: String? = nil, properties: [String: JSONValue] = [:], oneway: Set<String?> = [],
        _ answer: @escaping @Sendable (RPCCall) async throws -> RPCValue = { _ in .null }
    ) {
        signature = RPCSignature(constructorName: constructorName, properties: properties, onewayMethods: oneway)
        self.answer = answer
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        calls.append(call)
        return .later { [answer] in try await answer(call) }
    }

    /// A picture or the like.
    static func media(_ mime: String, _ data: [UInt8], properties: [String: JSONValue] = [:]) -> PlayedObject {
        let base: [String: JSONValue] = ["mimeType": .string(mime), "convert": nil, "toMimeTypes": nil]
        return PlayedObject("MediaObject", properties: base.merging(properties) { $1 }) { call in
            switch call.method {
            case "getData": .bytes(data)
            case "convert": .bytes(data + Array("converted by itself".utf8))
            default: throw RPCRemoteError(message: "no \(call.method ?? "")")
            }
        }
    }
}

extension RPCValue {
    /// Short, for comparing.
    var text: String {
        switch self {
        case .json(let json): String(decoding: json.utf8, as: UTF8.self)
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .remote: "theirs"
        case .local: "ours"
        default: "other"
        }
    }
}

extension RPCCall {
    var text: String { "\(method ?? "")(\(arguments.map(\.text).joined(separator: ", ")))" }
}
