/// Why a connection is over.
package enum EngineIOEnd: Error, Sendable, Hashable {
    /// One side said goodbye, or is just gone.
    case left
    /// Protocol or limits were broken; `code` is what WebSocket calls it (RFC 6455 §7.4).
    case broken(reason: String, code: UInt16)

    static func violation(_ reason: String) -> EngineIOEnd {
        .broken(reason: reason, code: 1002)
    }

    static func tooLarge(_ maximumBytes: Int) -> EngineIOEnd {
        .broken(reason: "a message of more than \(maximumBytes) bytes", code: 1009)
    }

    /// What the reader of packets gets; nil when the peer just went away.
    var error: RPCError? {
        switch self {
        case .left: nil
        case .broken(let reason, _): .transport(reason: reason)
        }
    }
}
