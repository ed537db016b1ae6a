import ScryptedRPC
import TestSupport
import Testing

/// The connection may break at any message.
@Suite("Broken connections", .timeLimit(.minutes(2)))
struct DisconnectionTests {
    @Test("Cut after whichever message, the bridge comes back, has forgotten nobody, and does everything as before")
    func everyMessage() async throws {
        var plan = HousePlan()
        plan.cameras = ["Porch"]
        let cuts = try await withHouse(plan) { house in
            try await house.waitUntilWatching()
            var count = 1
            // From the greeting to a delivered notification: until the number is one that is not reached any more.
            while try await cut(house, after: count) { count += 1 }
            return count
        }
        // Greeting, introduction, state, listening, picture, notification; the attachment may come before it or after.
        #expect(cuts > 15)
    }

    /// - Returns: false when there were not so many messages.
    private func cut(_ house: House, after messages: Int) async throws -> Bool {
        let server = house.server
        let failures = house.timesLogged(House.notConnected)

        // A connection that is going to break, with somebody coming as soon as anybody listens.
        let before = server.host.events.elements.count
        let (decisions, told) = (house.timesLogged("decision"), house.timesLogged("notified"))
        server.cutNewConnections(afterMessages: messages)
        server.disconnectClients()
        try await house.passUntilNextTry(afterFailures: failures + 1)
        let events = try await server.host.events.wait { all in
            // The end of the connection before, and that of the new one.
            all.dropFirst(before).count(where: \.isEndOfConnection) > 1 || all.dropFirst(before).contains(where: \.isListening)
        }
        let early = "Early \(messages)"
        if events.dropFirst(before).contains(where: \.isListening) { try await house.see(visitor(early), on: "Porch") }
        // Either somebody is told, or the connection breaks before.
        let lines = try await house.log.wait { lines in
            lines.count { $0.hasPrefix(House.notConnected) } > failures + 1 || lines.count { $0.hasPrefix("notified") } > told
        }
        server.cutNewConnections(afterMessages: nil)
        guard lines.count(where: { $0.hasPrefix(House.notConnected) }) > failures + 1 else { return false }

        // The next connection holds, and everything is as ever.
        let broken = server.host.events.elements.count
        try await house.passUntilNextTry(afterFailures: failures + 2)
        try await house.waitUntilWatching(after: broken)
        if house.timesLogged("decision") > decisions {
            // The bridge knew of the visitor, so it tells; twice, if only the notifier's answer was lost.
            try await house.phone.notifications.wait { $0.contains { $0.title == "\(early) at Porch" } }
        }
        let somebody = try visitor(early)
        let request = RequestBody(rows: [.init(box: somebody.rows[0].box)], picture: somebody.jpeg)
        let answer = try await server.convert(request.converterJSON)
        #expect(answer["degraded"] == false, "after message \(messages)")
        let late = "Late \(messages)"
        try await house.see(visitor(late), on: "Porch")
        try await house.phone.notifications.wait { $0.contains { $0.title == "\(late) at Porch" } }
        try await house.rest()
        let times = house.phone.notifications.elements.count { $0.title == "\(late) at Porch" }
        #expect(times == 1, "after message \(messages)")
        return true
    }

    /// Somebody whom the camera knows by name.
    private func visitor(_ name: String) throws -> DemoPicture {
        var picture = try DemoPicture("08-porch")
        for row in picture.rows.indices where picture.rows[row].label != nil { picture.rows[row].label = name }
        for row in picture.rows.indices { picture.rows[row].id = nil }
        return picture
    }
}

extension HostEvent {
    fileprivate var isEndOfConnection: Bool { if case .left = self { true } else { false } }
    fileprivate var isListening: Bool { if case .listening = self { true } else { false } }
}
