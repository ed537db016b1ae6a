/// What happened at the server, for tests that wait for it. Devices are named by their id.
package enum HostEvent: Sendable, Hashable {
    /// A client has the whole state and is told of changes.
    case joined(client: Int)
    case left(client: Int)
    /// A client called a method of the API object.
    case api(method: String)
    case listening(device: String, event: String?)
    case stoppedListening(device: String, event: String?)
    /// A device was called, by whomever.
    case called(device: String, method: String)
    case answered(device: String, method: String)
    /// The trampoline holds the object of a client.
    case attached
    case detached
    case installed(plugin: String)
    case removed(device: String)
    /// A client answered the server's ping.
    case pong
    /// A client logged something through the server.
    case logged(String)
}
