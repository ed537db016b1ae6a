import ScryptedRPC
import Testing

@Suite struct ServerAddressTests {
    @Test(
        "what people type or copy is an address",
        arguments: [
            ("nas", "nas:10443"), ("NAS:10444", "nas:10444"), ("  nas.local \n", "nas.local:10443"),
            ("https://192.168.1.5:10443/", "192.168.1.5:10443"),
            // As the browser shows it.
            ("https://nas:10443/endpoint/@scrypted/core/public/#/device/3", "nas:10443"),
            ("HTTPS://nas", "nas:10443"), ("[::1]:10443", "[::1]:10443"), ("[::1]", "[::1]:10443"),
            ("fe80::1", "[fe80::1]:10443"),
            ("https://[fe80::1%eth0]:443/", "[fe80::1%eth0]:443"), ("my_nas:1", "my_nas:1"), ("nas:65535?x", "nas:65535"),
        ])
    func parses(text: String, address: String) throws {
        #expect(try ServerAddress(parsing: text).description == address)
        #expect(try ServerAddress(parsing: address).description == address)
    }

    @Test(
        "anything else is refused with a reason",
        arguments: [
            ("http://nas:10443", .unencrypted), ("ws://nas", .unencrypted), ("nas:11080", .unencrypted),
            ("https://admin@nas", .user), ("nas:0", .port("0")), ("nas:65536", .port("65536")), ("nas:", .port("")),
            ("nas:-1", .port("-1")), ("nas:٣", .port("٣")), ("nas:999999999999999999999", .port("999999999999999999999")),
            ("", .malformed("")), ("ftp://nas", .malformed("ftp://nas")), ("[::1", .malformed("[::1")),
            ("[nas]", .malformed("[nas]")),
            ("[::1]x", .malformed("[::1]x")), ("n as", .malformed("n as")), ("näs", .malformed("näs")),
            ("nas\r\nHost: x", .malformed("nas\r\nHost: x")), ("na%s", .malformed("na%s")),
        ] as [(String, ServerAddressError)])
    func refuses(text: String, reason: ServerAddressError) {
        #expect(throws: reason) { try ServerAddress(parsing: text) }
    }
}
