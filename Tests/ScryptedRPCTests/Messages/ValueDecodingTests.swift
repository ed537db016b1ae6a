import Testing

@testable import ScryptedRPC

@Suite("What arguments and results mean", .timeLimit(.minutes(1)))
struct ValueDecodingTests {
    @Test(
        "In the order in which the protocol decides",
        arguments: [
            // Whatever is no object stays as it is; so do plain objects, and what is inside of them.
            ("null", "json null"), ("false", "json false"), ("0", "json 0"), (#""""#, #"json """#), ("[1,{}]", "json [1,{}]"),
            ("{}", "json {}"), (#"{"a":{"__remote_proxy_id":"x"}}"#, #"json {"a":{"__remote_proxy_id":"x"}}"#),
            (#"[{"__local_proxy_id":"x"}]"#, #"json [{"__local_proxy_id":"x"}]"#),
            (#"{"type":"Buffer","data":[1]}"#, #"json {"data":[1],"type":"Buffer"}"#),
            // The deep forms, within each other; a marker that is false marks nothing.
            (
                #"{"__json_copy_serialize_children":[1,{"__remote_proxy_id":"x"},{"__json_copy_serialize_children":[]}]}"#,
                "list [json 1, remote x - {} [], list []]"
            ),
            (
                #"{"__json_copy_serialize_children":true,"a":{"__remote_constructor_name":"Buffer","__serialized_value":1},"b":[2]}"#,
                "record [a: bytes [4], b: json [2]]"
            ),
            (#"{"__json_copy_serialize_children":1,"a":2}"#, "record [a: json 2]"),
            (#"{"__json_copy_serialize_children":false,"a":2}"#, #"json {"__json_copy_serialize_children":false,"a":2}"#),
            // Errors come before proxies; all their parts may be missing.
            (
                #"{"__remote_constructor_name":"RPCResultError","__serialized_value":{"name":"E","message":"m","stack":"s"},"__remote_proxy_id":"x"}"#,
                "error E: m (s)"
            ),
            (#"{"__remote_constructor_name":"RPCResultError","__serialized_value":{}}"#, "error Error:  (-)"),
            (#"{"__remote_constructor_name":"RPCResultError"}"#, "error Error:  (-)"),
            // Proxies of the peer's, with and without what they say of themselves.
            (
                #"{"__remote_proxy_id":"x","__remote_proxy_finalizer_id":"f","__remote_constructor_name":"MediaObject","__remote_proxy_props":{"mimeType":"image/jpeg"},"__remote_proxy_oneway_methods":["a",null]}"#,
                #"remote x MediaObject {"mimeType":"image/jpeg"} ["a", "null"]"#
            ),
            (#"{"__remote_proxy_id":"n-20307-0-W2IVOdqg"}"#, "remote n-20307-0-W2IVOdqg - {} []"),
            (#"{"__remote_proxy_id":"x","__remote_proxy_props":null,"__remote_proxy_oneway_methods":null}"#, "remote x - {} []"),
            // What is no name is no oneway method, least of all the object itself.
            (#"{"__remote_proxy_id":"x","__remote_proxy_oneway_methods":[7,{},"a"]}"#, #"remote x - {} ["a"]"#),
            // A proxy's id comes before the name of its class.
            (#"{"__remote_proxy_id":"x","__remote_constructor_name":"Buffer","__serialized_value":0}"#, "remote x Buffer {} []"),
            (
                #"{"__remote_proxy_id":"","__remote_constructor_name":"Thing"}"#,
                #"json {"__remote_constructor_name":"Thing","__remote_proxy_id":""}"#
            ),
            // Our own object comes back.
            (#"{"__local_proxy_id":"id1"}"#, "local Function"),
            // Buffers by their index.
            (#"{"__remote_constructor_name":"Buffer","__serialized_value":0}"#, "bytes [1, 2, 3]"),
            (#"{"__remote_constructor_name":"Buffer","__serialized_value":1}"#, "bytes [4]"),
            (#"{"__remote_constructor_name":"Thing"}"#, #"json {"__remote_constructor_name":"Thing"}"#),
        ])
    func decodes(_ argument: String, _ summary: String) async throws {
        let seen = Seen()
        let function = Scripted { call in
            seen.note(call[0].summary)
            return .value(.null)
        }
        try await Wire.run(["f": .local(function)]) { _, wire in
            let id = try await wire.root("f")
            // The dropped proxy's finalize may follow.
            _ = try await wire.call(id, nil, "[\(argument)]", buffers: [[1, 2, 3], [4]])
        }
        #expect(seen.all == [summary])
    }

    @Test(
        "What cannot be read is answered in words, and the connection lives on",
        arguments: [
            (#"{"__local_proxy_id":"nobody"}"#, "invalid local proxy id nobody"),
            (#"{"__local_proxy_id":7}"#, "invalid local proxy id that is no string"),
            (#"{"__remote_proxy_id":7}"#, "a proxy id must be a string"),
            (#"{"__remote_constructor_name":"Buffer","__serialized_value":1}"#, "buffer 1 was not sent"),
            (#"{"__remote_constructor_name":"Buffer","__serialized_value":-1}"#, "buffer -1 was not sent"),
            (#"{"__remote_constructor_name":"Buffer","__serialized_value":0.5}"#, "a buffer that is neither an index nor base64"),
            // The older form is for messages without buffers only.
            (
                #"{"__remote_constructor_name":"Buffer","__serialized_value":"AQID"}"#,
                "a buffer that is neither an index nor base64"
            ),
            (#"{"__json_copy_serialize_children":[{"__local_proxy_id":"nobody"}]}"#, "invalid local proxy id nobody"),
        ])
    func refuses(_ argument: String, _ message: String) async throws {
        let function = Scripted { _ in .value(.json("reached")) }
        let ending = try await Wire.run(["f": .local(function)]) { _, wire in
            let id = try await wire.root("f")
            let answer = try await wire.call(id, nil, "[\(argument)]", buffers: [[1]])
            #expect(answer["throw"] == true && answer["id"] == "call")
            #expect(answer["result"]?["__serialized_value"]?["message"]?.string == message)
            let next = try await wire.call(id, nil)
            #expect(next["result"] == "reached")
        }
        #expect(ending == nil)
    }

    @Test(
        "Base64 in place of a buffer",
        arguments: [
            ("", []), ("AQID", [1, 2, 3]), ("AQI=", [1, 2]), ("AQ==", [1]), ("AQ", [1]), ("+/+/", [0xFB, 0xFF, 0xBF]),
            ("-_-_", [0xFB, 0xFF, 0xBF]),
            ("A", nil), ("AQ*=", nil), ("=AQI", nil),
        ] as [(String, [UInt8]?)])
    func base64(_ text: String, _ bytes: [UInt8]?) async throws {
        let function = Scripted { .value(.json(.string($0[0].summary))) }
        try await Wire.run(["f": .local(function)]) { _, wire in
            let id = try await wire.root("f")
            let answer = try await wire.call(
                id, nil, #"[{"__remote_constructor_name":"Buffer","__serialized_value":"\#(text)"}]"#)
            #expect(answer["result"]?.string == bytes.map { "bytes \($0)" })
            #expect((answer["throw"] == nil) == (bytes != nil))
        }
    }
}
