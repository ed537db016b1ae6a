import NIOCore
import NIOHTTP1
import NIOWebSocket

extension FakeScryptedServer {
    func accept(_ listener: ServerDoor.Listener) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { tasks in
                for try await connection in connections {
                    // A connection that breaks is the client's affair.
                    tasks.addTask { try? await self.converse(connection.get()) }
                }
            }
        }
    }

    private func converse(_ conversation: ServerDoor.Conversation) async throws {
        switch conversation {
        case .http(let channel):
            try await channel.executeThenClose { try await self.answer($0, $1) }
        case .webSocket(let channel, let endpoint):
            try await serve(channel, endpoint: endpoint)
        }
    }

    private func serve(_ channel: EngineIOServerTransport.Channel, endpoint: String) async throws {
        let id = await host.makeID()
        let host = host
        let (limit, isSilent) = state.withLock { ($0.messageLimit, $0.mood == .silent) }
        let controls = ConnectionControls(channel: channel.channel, limit: limit, isSilent: isSilent)
        let transport = EngineIOServerTransport(controls: controls, sid: "client-\(id)") { host.events.append(.pong) }
        state.withLock { state in
            state.connections[id] = controls
            state.transports[id] = transport
        }
        defer {
            state.withLock { state in
                state.connections[id] = nil
                state.transports[id] = nil
            }
        }
        try await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await transport.run(inbound, outbound) }
                tasks.addTask { try await host.serve(transport, id: id, endpoint: endpoint) }
                defer { tasks.cancelAll() }
                try await tasks.next()
            }
        }
    }

    /// Whether a request for WebSocket may come in; what is turned away goes on in HTTP, where it gets its answer.
    func welcomes(_ head: HTTPRequestHead) async -> Bool {
        let request = RequestLine(head)
        guard mood == .open, isAuthorized(head.headers, query: request.query), let endpoint = request.engineIOEndpoint,
            request.query["EIO"] == "4", request.query["transport"] == "websocket"
        else { return false }
        return await host.device(ofPlugin: endpoint) != nil
    }
}
