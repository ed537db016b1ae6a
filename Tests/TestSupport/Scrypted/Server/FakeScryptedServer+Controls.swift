extension FakeScryptedServer {
    var mood: Mood { state.withLock { $0.mood } }

    /// New connections get these certificates.
    package func useCertificates(_ certificates: TestCertificates) {
        state.withLock { $0.certificates = certificates }
    }

    /// The server goes: every connection is cut, and new ones are closed at once, until `comeBack`.
    package func goAway() {
        state.withLock { $0.mood = .refusing }
        disconnectClients()
    }

    /// The server hangs: it takes connections and says nothing any more, on the old ones neither, until `comeBack`. What it
    /// was told and what it had to say meanwhile is lost.
    package func fallSilent() {
        let connections = state.withLock { state in
            state.mood = .silent
            return state.connections.values.map { $0 }
        }
        for connection in connections { connection.isSilent = true }
    }

    package func comeBack() {
        let connections = state.withLock { state in
            state.mood = .open
            return state.connections.values.map { $0 }
        }
        for connection in connections { connection.isSilent = false }
    }

    /// Cuts every client's connection without a goodbye.
    package func disconnectClients() {
        cutConnections { _ in true }
    }

    func cutConnections(where isMeant: (Int) -> Bool) {
        let connections = state.withLock { state in state.connections.filter { isMeant($0.key) }.values.map { $0 } }
        for connection in connections { connection.cut() }
    }

    /// From now on each new connection is cut when so many messages have gone by, both ways counted, the server's greeting as
    /// the first one; the last of them may still arrive. Nil: no longer.
    ///
    /// Each, because a client that is cut off at one endpoint may try another before it says that it has failed.
    package func cutNewConnections(afterMessages count: Int?) {
        state.withLock { $0.messageLimit = count }
    }

    /// Messages that the living connections have carried so far.
    package var messages: Int { state.withLock { $0.connections.values.reduce(0) { $0 + $1.messages } } }

    /// Sends engine.io's ping to every client; each answer is a `HostEvent.pong`.
    package func pingClients() {
        let transports = state.withLock { $0.transports.values.map { $0 } }
        for transport in transports { transport.ping() }
    }

    /// From now on deployments fail with these words; nil: no longer.
    package func failDeployments(_ words: String?, status: Int = 500) {
        state.withLock { $0.deploymentFailure = words.map { Failure(status: status, words: $0) } }
    }
}
