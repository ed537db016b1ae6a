import Foundation

/// The proxy variables of the environment, as other programs read them.
package struct ProxySettings: Sendable, Hashable {
    package struct Proxy: Sendable, Hashable {
        package var host: String
        package var port: Int
        package var user: String?
        package var password: String?
    }

    private let variables: [String: String]

    package init(environment: [String: String]) {
        variables = environment
    }

    /// The proxy for an address; nil to connect directly.
    /// - Throws: `invalidProxy` when the variable is set to something that cannot be used.
    package func proxy(forScheme scheme: String, host: String, port: Int?) throws(FetchError) -> Proxy? {
        if isExempt(host: host, port: port ?? (scheme == "https" ? 443 : 80)) { return nil }
        for name in ["\(scheme)_proxy", "all_proxy"] {
            for variable in [name, name.uppercased()] {
                guard let value = variables[variable], !value.isEmpty else { continue }
                return try Self.parse(value, variable: variable)
            }
        }
        return nil
    }

    private static func parse(_ value: String, variable: String) throws(FetchError) -> Proxy {
        let url = URLComponents(string: value.contains("://") ? value : "http://" + value)
        // Only a proxy that is itself spoken to in plain HTTP; what is fetched is encrypted all the way through it.
        guard let url, url.scheme == "http", let host = url.host, !host.isEmpty else {
            throw .invalidProxy(variable: variable)
        }
        return Proxy(host: Self.bare(host), port: url.port ?? 80, user: url.user, password: url.password)
    }

    /// `NO_PROXY`: comma-separated hosts, each meaning its sub-domains too, optionally with a port; `*` is everything.
    private func isExempt(host: String, port: Int) -> Bool {
        let list = variables["no_proxy"] ?? variables["NO_PROXY"] ?? ""
        let host = Self.bare(host.lowercased())
        for entry in list.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }) {
            if entry == "*" { return true }
            var name = String(entry)
            // A colon is a port only when it is the only one; an IPv6 address has several.
            if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon {
                if Int(name[name.index(after: colon)...]) != port { continue }
                name = String(name[..<colon])
            }
            name = Self.bare(name.hasPrefix("*.") ? String(name.dropFirst(2)) : name)
            if name.hasPrefix(".") { name.removeFirst() }
            if !name.isEmpty, host == name || host.hasSuffix("." + name) { return true }
        }
        return false
    }

    private static func bare(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
