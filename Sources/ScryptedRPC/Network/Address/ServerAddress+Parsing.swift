import Foundation

extension ServerAddress {
    /// Reads what people type or copy out of the browser: `nas`, `nas:10443`, `https://192.168.1.5:10443/`, `[::1]:10443`.
    /// What follows the port is of no interest.
    package init(parsing text: String) throws(ServerAddressError) {
        var rest = Substring(text.trimmingCharacters(in: .whitespacesAndNewlines))
        if let scheme = rest.firstRange(of: "://") {
            switch rest[..<scheme.lowerBound].lowercased() {
            case "https", "wss": rest = rest[scheme.upperBound...]
            case "http", "ws": throw .unencrypted
            default: throw .malformed(text)
            }
        }
        rest = rest.prefix { !"/?#".contains($0) }
        guard !rest.contains("@") else { throw .user }

        let (host, port) = try Self.split(rest, of: text)
        guard let host = Self.host(host) else { throw .malformed(text) }
        switch port {
        case nil: self.init(host: host, port: Self.defaultPort)
        case .some(let digits):
            guard digits.count <= 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
                (1...65_535).contains(port)
            else { throw .port(String(digits)) }
            guard port != Self.unencryptedPort else { throw .unencrypted }
            self.init(host: host, port: port)
        }
    }

    private static func split(_ text: Substring, of whole: String) throws(ServerAddressError) -> (Substring, port: Substring?) {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { throw .malformed(whole) }
            let host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard host.contains(":"), rest.isEmpty || rest.first == ":" else { throw .malformed(whole) }
            return (host, rest.isEmpty ? nil : rest.dropFirst())
        }
        // Several colons: an IPv6 address without brackets, so none of them is in front of a port.
        guard let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") else { return (text, nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    /// Nil when a character cannot be in a host's name or address. Whether it exists is for the resolver to say.
    private static func host(_ text: Substring) -> String? {
        let isIPv6 = text.contains(":")
        let isFine = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            // The colons of IPv6, and the interface behind a link-local address.
            case UInt8(ascii: ":"), UInt8(ascii: "%"): isIPv6
            default: false
            }
        }
        return isFine && (1...253).contains(text.utf8.count) ? text.lowercased() : nil
    }
}
