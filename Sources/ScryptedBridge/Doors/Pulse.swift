/// Calls a body whenever one of several things has changed, and now and then without that.
enum Pulse {
    /// Until cancelled, or until one of `changes` ends. Changes that come while the body works are one call more.
    static func run(
        every period: Duration, of clock: any Clock<Duration>, on changes: [AsyncStream<Void>],
        _ body: @escaping @Sendable () async -> Void
    ) async {
        let (beats, beat) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                for await _ in beats { await body() }
            }
            tasks.addTask {
                while (try? await clock.sleep(for: period)) != nil { beat.yield() }
            }
            for change in changes {
                tasks.addTask {
                    for await _ in change { beat.yield() }
                }
            }
            await tasks.next()
            beat.finish()
            tasks.cancelAll()
        }
    }
}
