import TestSupport
import Testing

/// A server may be set up otherwise, and may change while we are connected.
@Suite("Servers that are different", .timeLimit(.minutes(2)))
struct ServerChangesTests {
    @Test("Without Scrypted's own web interface the bridge comes in at its own plugin's door")
    func noCore() async throws {
        var plan = HousePlan()
        plan.serverHasCore = false
        let titles = try await withHouse(plan) { house in
            try await house.waitUntilWatching()
            try await house.see(DemoPicture("08-porch"), on: "Porch")
            try await house.phone.notifications.wait(for: 1)
            return house.phone.notifications.elements.map(\.title)
        }
        #expect(titles == ["Dora at Porch"])
    }

    @Test(
        "A certificate that was renewed with the same key is no matter; another key keeps the bridge away, in words, until it is gone"
    )
    func certificates() async throws {
        let log = try await withHouse { house in
            try await house.waitUntilWatching()
            let first = house.server.host.events.elements.count
            house.server.useCertificates(.renewed)
            house.server.disconnectClients()
            try await house.passUntilNextTry(afterFailures: 1)
            try await house.waitUntilWatching(after: first)

            let second = house.server.host.events.elements.count
            house.server.useCertificates(.other)
            house.server.disconnectClients()
            try await house.passUntilNextTry(afterFailures: 2)
            try await house.waitUntilLogged(House.notConnected, times: 3)
            house.server.useCertificates(.server)
            try await house.passUntilNextTry(afterFailures: 3)
            try await house.waitUntilWatching(after: second)
            return house.log.elements
        }
        let refusals = log.filter { $0.hasPrefix(House.notConnected) && $0.contains("key") }
        #expect(refusals.count == 1)
    }
}
