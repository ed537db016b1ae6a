import Foundation

/// An address to fetch from, taken apart.
struct FetchLocation {
    let url: String
    let scheme: String
    let host: String
    let port: Int?

    /// What sentences call it: never the whole address, whose query may hold a signature.
    var name: String { port.map { "\(host):\($0)" } ?? host }

    /// - Parameter base: the page that redirected here.
    init(_ address: String, relativeTo base: FetchLocation? = nil) throws(FetchError) {
        let resolved = URL(string: address, relativeTo: base.flatMap { URL(string: $0.url) })?.absoluteURL
        guard let resolved, let scheme = resolved.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = resolved.host, !host.isEmpty
        else { throw .invalidAddress(String(address.prefix(200))) }
        url = resolved.absoluteString
        self.scheme = scheme
        self.host = host
        port = resolved.port
    }
}
