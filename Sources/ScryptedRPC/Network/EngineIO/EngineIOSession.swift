import NIOCore

/// What the server lays down in its open packet.
package struct EngineIOSession: Sendable, Hashable {
    /// A server that is silent for longer is gone.
    package var patience: TimeAmount
    /// The largest message that the server takes, in bytes.
    package var maximumPayload: Int

    /// What engine.io servers take that do not say.
    private static let defaultPayload = 1_000_000
    /// More would mean not to notice for hours.
    private static let milliseconds: ClosedRange<Int64> = 1...3_600_000

    package init(patience: TimeAmount, maximumPayload: Int) {
        self.patience = patience
        self.maximumPayload = maximumPayload
    }

    /// Reads the open packet's JSON.
    init(parsing json: [UInt8]) throws(EngineIOEnd) {
        guard let packet = try? JSONValue(parsing: json),
            let interval = packet["pingInterval"]?.integer, Self.milliseconds.contains(interval),
            let timeout = packet["pingTimeout"]?.integer, Self.milliseconds.contains(timeout)
        else { throw .violation("an open packet without the times of its pings") }
        patience = .milliseconds(interval + timeout)
        let payload = packet["maxPayload"]?.integer.flatMap(Int.init(exactly:)) ?? Self.defaultPayload
        guard payload > 0 else { throw .violation("an open packet that allows no messages") }
        maximumPayload = payload
    }
}
