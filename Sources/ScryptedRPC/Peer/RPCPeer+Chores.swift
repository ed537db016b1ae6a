import Synchronization

/// What is done aside: telling the peer of proxies that have gone, and looking for late calls.
extension RPCPeer {
    /// May be called from any `deinit`, even while the lock is held.
    func release(id: String, serial: UInt64) {
        chores.yield(.released(id: id, serial: serial))
    }

    func doChores() async {
        await withDiscardingTaskGroup { group in
            for await chore in choreList {
                switch chore {
                case .released(let id, let serial):
                    released(id: id, serial: serial)
                case .alarm(let time):
                    group.addTask {
                        guard (try? await self.clock.sleep(time)) != nil else { return }
                        self.ring(time)
                    }
                }
            }
            group.cancelAll()
        }
    }

    private func released(id: String, serial: UInt64) {
        do throws(RPCError) {
            try session.withLock { session throws(RPCError) in
                guard let message = session.released(id: id, serial: serial) else { return }
                try transport.send(RPCPacket(json: message.json.utf8))
            }
        } catch {
            // The peer would keep the object for ever.
            giveUp(error)
        }
    }

    private func ring(_ time: Duration) {
        let (late, next) = session.withLock { $0.ring(time, now: clock.now()) }
        if let next { chores.yield(.alarm(next)) }
        for call in late { call.waiter.resume(throwing: RPCError.timeout(method: call.method)) }
    }
}
