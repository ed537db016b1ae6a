import TestSupport
import Testing

@Suite("The clock that tests advance", .timeLimit(.minutes(1)))
struct ManualClockTests {
    @Test("Sleepers wake in the order of their deadlines, each at its own time, and only those whose time has come")
    func order() async throws {
        let clock = ManualClock()
        let woken = Recording<String>()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for seconds in [30, 10, 20, 90] {
                tasks.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    woken.append("\(seconds) at \(clock.now.offset)")
                }
            }
            try await clock.waitForSleepers(4)
            await clock.advance(by: .seconds(60))
            try await clock.waitForSleep { $0 == .seconds(30) }
            try await woken.wait(for: 3)
            tasks.cancelAll()
            while !tasks.isEmpty { try? await tasks.next() }
        }
        #expect(Set(woken.elements) == ["10 at 10.0 seconds", "20 at 20.0 seconds", "30 at 30.0 seconds"])
        #expect(clock.now.offset == .seconds(60))
        #expect(clock.timestamp.since(ManualClock().timestamp) == 60_000)
    }

    @Test("A sleep that is over already returns at once; a cancelled one throws, before and during")
    func cancellation() async throws {
        let clock = ManualClock()
        try await clock.sleep(until: clock.now)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await clock.sleep(for: .seconds(5)) }
            try await clock.waitForSleep()
            tasks.cancelAll()
            await #expect(throws: CancellationError.self) { try await tasks.next() }
            tasks.addTask { try await clock.sleep(for: .seconds(5)) }
            await #expect(throws: CancellationError.self) { try await tasks.next() }
            tasks.addTask { try await clock.waitForSleepers(7) }
            await #expect(throws: CancellationError.self) { try await tasks.next() }
        }
    }
}
