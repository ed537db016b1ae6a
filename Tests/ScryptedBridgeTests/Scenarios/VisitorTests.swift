import TestSupport
import Testing

/// Every visitor is told of, and nobody twice.
@Suite("Visitors and notifications", .timeLimit(.minutes(1)))
struct VisitorTests {
    private let held = "held for a name"
    private let passedOver = "not notified"

    @Test("One person on two cameras five seconds apart is told of once, with the first camera's picture")
    func twoCameras() async throws {
        let ann = try DemoPicture("01-drive")
        let (phone, excerpt) = try await withHouse { house in
            try await house.waitUntilWatching()
            try await house.see(ann, on: "Drive", untilLogged: held)
            try await house.pass(5)
            try await house.see(DemoPicture("02-porch"), on: "Porch", untilLogged: passedOver)
            #expect(house.phone.attempts.elements.isEmpty)
            try await house.pass(5)
            try await house.phone.notifications.wait(for: 1)
            try await house.pass(60)
            return (house.phone, try await house.excerpt(of: ann))
        }
        #expect(phone.notifications.elements.map(\.title) == ["Person at Drive"])
        #expect(phone.notifications.elements.first?.mimeType == "image/jpeg")
        #expect(phone.notifications.elements.first?.picture == excerpt)
    }

    @Test("Two people in one picture are told of each, with their own picture and tag")
    func twoPeople() async throws {
        let picture = try DemoPicture("05-drive")
        let (phone, excerpts) = try await withHouse { house in
            try await house.waitUntilWatching()
            try await house.see(picture, on: "Drive")
            try await house.waitUntilLogged(held, times: 2)
            try await house.pass(10)
            try await house.phone.notifications.wait(for: 2)
            return (house.phone, [try await house.excerpt(of: picture, row: 0), try await house.excerpt(of: picture, row: 1)])
        }
        let sent = phone.notifications.elements
        #expect(sent.map(\.title) == ["Person at Drive", "Person at Drive"])
        #expect(Set(sent.map(\.picture)) == Set(excerpts) && excerpts[0] != excerpts[1])
        #expect(Set(sent.map { $0.options["tag"] }).count == 2)
    }

    @Test("Somebody who gets a name within ten seconds is told of once, by name, and at once")
    func lateName() async throws {
        let dora = try DemoPicture("08-porch")
        let phone = try await withHouse { house in
            try await house.waitUntilWatching()
            try await house.see(dora.withoutFaces, on: "Porch", untilLogged: held)
            try await house.pass(4)
            try await house.see(dora, on: "Porch")
            try await house.phone.notifications.wait(for: 1)
            try await house.pass(60)
            return house.phone
        }
        #expect(phone.notifications.elements.map(\.title) == ["Dora at Porch"])
    }

    @Test("A notifier that fails once is asked again")
    func failingNotifier() async throws {
        let phone = try await withHouse { house in
            try await house.waitUntilWatching()
            house.phone.update { $0.failures = 1 }
            try await house.see(DemoPicture("08-porch"), on: "Porch", untilLogged: "notifier failed")
            #expect(house.phone.notifications.elements.isEmpty)
            try await house.pass { !house.phone.notifications.elements.isEmpty }
            try await house.pass(60)
            return house.phone
        }
        #expect(phone.attempts.elements == ["Dora at Porch", "Dora at Porch"])
        #expect(phone.notifications.elements.count == 1)
    }

    @Test("When a notifier fails for good, the next one is told")
    func nextNotifier() async throws {
        var plan = HousePlan()
        plan.phones = ["Phone", "Tablet"]
        plan.settings.notifiers = plan.phones
        let (phone, tablet) = try await withHouse(plan) { house in
            try await house.waitUntilWatching()
            house.phone.update { $0.failures = 3 }
            try await house.see(DemoPicture("08-porch"), on: "Porch", untilLogged: "notifier failed")
            try await house.pass { !house.phones[1].notifications.elements.isEmpty }
            return (house.phone, house.phones[1])
        }
        #expect(phone.attempts.elements.count == 3 && phone.notifications.elements.isEmpty)
        #expect(tablet.notifications.elements.map(\.title) == ["Dora at Porch"])
    }

    @Test("With the server gone for half a minute nothing that was held or under way is lost, and nothing comes twice")
    func serverGone() async throws {
        let phone = try await withHouse { house in
            try await house.waitUntilWatching()
            try await house.see(DemoPicture("01-drive"), on: "Drive", untilLogged: held)
            // Out, and never answered.
            house.phone.update { $0.silences = 1 }
            try await house.see(DemoPicture("08-porch"), on: "Porch")
            try await house.phone.attempts.wait(for: 1)
            try await house.pass(2)

            let events = house.server.host.events.elements.count
            house.server.goAway()
            var away = Duration.zero
            var failures = 0
            while away < .seconds(30) {
                failures += 1
                away += try await house.passUntilNextTry(afterFailures: failures)
            }
            // The last attempt is still to find nobody there.
            try await house.waitUntilLogged(House.notConnected, times: failures + 1)
            house.server.comeBack()
            try await house.passUntilNextTry(afterFailures: failures + 1)
            try await house.waitUntilWatching(after: events)
            try await house.phone.notifications.wait(for: 2)
            try await house.pass(60)
            return house.phone
        }
        #expect(phone.notifications.elements.map(\.title).sorted() == ["Dora at Porch", "Person at Drive"])
        #expect(phone.notifications.elements.allSatisfy { $0.picture?.starts(with: [0xFF, 0xD8]) ?? false })
    }
}
