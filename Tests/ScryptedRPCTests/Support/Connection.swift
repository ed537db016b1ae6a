import Logging

@testable import ScryptedRPC

/// Two peers in memory.
struct Connection {
    let here: RPCPeer
    let there: RPCPeer

    init(
        here: [String: RPCValue] = [:], there: [String: RPCValue] = [:], limits: RPCLimits = RPCLimits()
    ) {
        let (one, other) = MemoryTransport.pair(limits: limits)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        self.here = RPCPeer(name: "here", transport: one, roots: here, limits: limits, logger: logger)
        self.there = RPCPeer(name: "there", transport: other, roots: there, limits: limits, logger: logger)
    }

    /// Runs both while `body` does.
    func run<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await here.run() }
            group.addTask { try? await there.run() }
            let value = try await body()
            here.close(reason: "test over")
            there.close(reason: "test over")
            try await group.waitForAll()
            return value
        }
    }
}
