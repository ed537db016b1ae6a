extension RemoteProxy {
    /// The values of an async iterator, pulled one by one. Only for objects of which the peer promises that they are one:
    /// devices say so of themselves and are none.
    /// - Parameter timeout: for each value.
    package func values(timeout: Duration = .seconds(30)) -> RemoteValues {
        RemoteValues(proxy: self, timeout: timeout)
    }
}
