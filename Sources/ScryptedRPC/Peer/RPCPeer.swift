import Logging

/// One end of a connection: calls out, calls in, and the objects both sides hold.
package actor RPCPeer {
    /// - Parameters:
    ///   - name: for logs and errors.
    ///   - roots: what the peer may ask for by name (`param`).
    package init(
        name: String, transport: any RPCTransport, roots: [String: RPCValue] = [:], limits: RPCLimits = RPCLimits(), logger: Logger
    ) {
    }

    /// Reads until the connection ends. Calls still open then fail with `RPCError.closed`.
    /// - Throws: why it ended, unless the peer just went away or the task was cancelled.
    package func run() async throws {
    }

    /// Asks the peer for one of its named objects.
    package nonisolated func root(_ name: String, timeout: Duration = .seconds(30)) async throws -> RPCValue {
        throw RPCError.closed(reason: "not there yet")
    }

    /// Ends the connection.
    package nonisolated func close(reason: String) {
    }
}
