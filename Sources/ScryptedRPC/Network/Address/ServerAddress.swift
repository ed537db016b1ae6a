/// Where a Scrypted server listens.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name or an IP address, lowercase; an IPv6 address stands without its brackets.
    package let host: String
    package let port: Int

    /// Scrypted's port for https.
    package static let defaultPort = 10_443
    /// Scrypted's port for http, where neither passwords nor tokens may go.
    static let unencryptedPort = 11_080

    /// `HOST:PORT`, the port always there.
    package var description: String {
        isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    var isIPv6: Bool { host.contains(":") }

    /// What TLS asks for as server name: names only, as the standard does not allow addresses there.
    var serverName: String? {
        let isIPv4 = host.allSatisfy { $0.isNumber || $0 == "." }
        return isIPv6 || isIPv4 ? nil : host
    }

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
