extension Clock where Duration == Swift.Duration {
    /// A sleep that counts from now on, however late it begins.
    func alarm(after pause: Duration) -> @Sendable () async throws -> Void {
        let deadline = now.advanced(by: pause)
        return { try await sleep(until: deadline, tolerance: nil) }
    }
}
