import Testing

@testable import Inference

@Suite("Proxy variables")
struct ProxySettingsTests {
    typealias Proxy = ProxySettings.Proxy

    static let cases: [([String: String], String, String, Int?, Proxy?)] = [
        // Nothing set.
        ([:], "https", "github.com", nil, nil),
        // Each scheme has its own; lower case wins.
        (["HTTPS_PROXY": "http://p:3128"], "https", "github.com", nil, Proxy(host: "p", port: 3128)),
        (["HTTPS_PROXY": "http://p:3128"], "http", "github.com", nil, nil),
        (["https_proxy": "http://q:1", "HTTPS_PROXY": "http://p:2"], "https", "a", nil, Proxy(host: "q", port: 1)),
        (["ALL_PROXY": "p:8080"], "http", "a", nil, Proxy(host: "p", port: 8080)),
        // An empty one is none.
        (["https_proxy": "", "HTTPS_PROXY": ""], "https", "a", nil, nil),
        // Names and passwords, escaped.
        (["https_proxy": "http://me:p%40ss@p:1"], "https", "a", nil, Proxy(host: "p", port: 1, user: "me", password: "p@ss")),
        // Exemptions: the host, its sub-domains, a port, everything.
        (["https_proxy": "p:1", "no_proxy": "github.com"], "https", "github.com", nil, nil),
        (["https_proxy": "p:1", "NO_PROXY": "x, .github.com"], "https", "api.GitHub.com", nil, nil),
        (["https_proxy": "p:1", "no_proxy": "*.github.com"], "https", "api.github.com", nil, nil),
        (["https_proxy": "p:1", "no_proxy": "hub.com"], "https", "github.com", nil, Proxy(host: "p", port: 1)),
        (["https_proxy": "p:1", "no_proxy": "github.com:443"], "https", "github.com", nil, nil),
        (["https_proxy": "p:1", "no_proxy": "github.com:8443"], "https", "github.com", nil, Proxy(host: "p", port: 1)),
        (["https_proxy": "p:1", "no_proxy": "*"], "https", "github.com", nil, nil),
        (["http_proxy": "p:1", "no_proxy": "::1"], "http", "[::1]", 80, nil),
    ]

    @Test("are read as other programs read them", arguments: cases)
    func reads(environment: [String: String], scheme: String, host: String, port: Int?, expected: Proxy?) throws {
        let settings = ProxySettings(environment: environment)
        #expect(try settings.proxy(forScheme: scheme, host: host, port: port) == expected)
    }

    @Test("one that cannot be used is named", arguments: ["socks5://p:1", "http://", "http://[", "https://p:1"])
    func unusable(value: String) {
        let settings = ProxySettings(environment: ["https_proxy": value])
        #expect(throws: FetchError.invalidProxy(variable: "https_proxy")) {
            try settings.proxy(forScheme: "https", host: "a", port: nil)
        }
    }
}
