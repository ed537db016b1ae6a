/// Why a text is no server's address.
package enum ServerAddressError: Error, Sendable, Hashable {
    /// An `http://` address, or Scrypted's port for it.
    case unencrypted
    /// A user's name before the host.
    case user
    case port(String)
    case malformed(String)
}

extension ServerAddressError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unencrypted:
            "That address is not encrypted, and Scrypted takes no password there; use its https port, 10443 unless you changed it."
        case .user: "The address must not hold a user; say it with --user."
        case .port(let text): "\"\(text)\" is not a port; give a number from 1 to 65535, like nas:10443."
        case .malformed(let text): "\"\(text)\" is not a server's address; give one like nas, 192.168.1.5:10443 or [::1]:10443."
        }
    }
}
