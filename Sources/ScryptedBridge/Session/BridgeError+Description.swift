import ScryptedRPC

extension BridgeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noGreeting: "The server accepted the connection, but did not start to speak."
        case .noSuchDevice(let id): "The server has no device \(id) any more."
        case .noSuchNotifier(let name): "The server has no notifier \"\(name)\"."
        case .unexpectedAnswer(let call): "The server's answer to \(call) is not what was asked for."
        case .notDeployed(let server): "The plugin is not on this server yet: run `reid deploy \(server)`."
        case .noSecret: "The plugin is on this server, but has not started yet."
        case .noConverter(let type): "Nothing on the server makes a JPEG of \(type)."
        case .pictureTooLarge(let bytes): "The picture is too large: \(bytes) bytes."
        case .tooSlow: "It took too long."
        case .refused(let words): "The plugin refused: \(words)"
        }
    }
}

/// One sentence for any error that the bridge may meet.
func sentence(for error: any Error) -> String {
    switch error {
    case let error as BridgeError: error.description
    // The first line; behind it servers write where the error passed through.
    case let error as RPCRemoteError: String(error.message.prefix { !$0.isNewline }.prefix(300))
    case RPCError.closed(let reason): "The connection was closed: \(reason)"
    case RPCError.transport(let reason): "The connection broke: \(reason)"
    case RPCError.timeout(let method): "No answer to \(method ?? "a call") in time."
    case RPCError.overflow(let what): "Too much at once: \(what)"
    case RPCError.foreignObject: "An object of another connection."
    default: "\(error)"
    }
}
