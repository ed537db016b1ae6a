/// What comes of a call: at once, or from a task of its own.
package enum RPCReply: Sendable {
    case value(RPCValue)
    case later(@Sendable () async throws -> RPCValue)
}
