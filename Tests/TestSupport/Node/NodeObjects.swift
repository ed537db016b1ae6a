import Foundation
import ScryptedRPC
import Synchronization

/// The objects that a plugin under Node holds, and how values travel to it.
final class NodeObjects: Sendable {
    enum Target: Sendable {
        case object(any RPCObject)
        case proxy(RemoteProxy)

        var identity: ObjectIdentifier {
            switch self {
            case .object(let object): ObjectIdentifier(object)
            case .proxy(let proxy): ObjectIdentifier(proxy)
            }
        }

        var signature: RPCSignature {
            switch self {
            case .object(let object): object.signature
            case .proxy(let proxy): proxy.signature
            }
        }

        var value: RPCValue {
            switch self {
            case .object(let object): .local(object)
            case .proxy(let proxy): .remote(proxy)
            }
        }
    }

    private struct State {
        var lastNumber: Int64 = 0
        var targets: [Int64: Target] = [:]
        var numbers: [ObjectIdentifier: Int64] = [:]
    }

    private let state = Mutex(State())
    /// Beyond, nothing can be handed over any more.
    private static let maximumObjects = 65_536

    subscript(number: Int64) -> Target? { state.withLock { $0.targets[number] } }

    /// Forgets an object, which is a new one if it is ever handed over again.
    /// - Returns: its number, if it was held.
    func release(_ target: Target) -> Int64? {
        state.withLock { state in
            guard let number = state.numbers.removeValue(forKey: target.identity) else { return nil }
            state.targets[number] = nil
            return number
        }
    }

    func encode(_ value: RPCValue) throws -> JSONValue {
        switch value {
        case .json(let json): ["json": json]
        case .bytes(let bytes): ["bytes": .string(Data(bytes).base64EncodedString())]
        case .remote(let proxy): try reference(to: .proxy(proxy))
        case .local(let object): try reference(to: .object(object))
        case .error(let error): ["error": error.node]
        case .list(let values): ["list": .array(try values.map(encode))]
        case .record(let values): ["record": .object(try values.mapValues(encode))]
        }
    }

    func decode(_ json: JSONValue) throws -> RPCValue {
        if let bytes = json["bytes"]?.string { return .bytes(Array(Data(base64Encoded: bytes) ?? Data())) }
        if let error = json["error"] { return .error(RPCRemoteError(node: error)) }
        if let number = json["object"]?.integer {
            guard let target = self[number] else {
                throw NodePluginError(description: "The plugin hands back an object that is gone.")
            }
            return target.value
        }
        return .json(json["json"] ?? .null)
    }

    private func reference(to target: Target) throws -> JSONValue {
        let number: Int64? = state.withLock { state in
            if let number = state.numbers[target.identity] { return number }
            guard state.targets.count < Self.maximumObjects else { return nil }
            state.lastNumber += 1
            state.targets[state.lastNumber] = target
            state.numbers[target.identity] = state.lastNumber
            return state.lastNumber
        }
        guard let number else { throw RPCError.overflow("the plugin holds \(Self.maximumObjects) objects") }
        let signature = target.signature
        return [
            "object": [
                "id": .integer(number), "constructorName": signature.constructorName.map { .string($0) } ?? .null,
                "properties": .object(signature.properties),
                "oneway": .array(signature.onewayMethods.map { $0.map { .string($0) } ?? .null }),
            ]
        ]
    }
}
