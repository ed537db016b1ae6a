import Testing

@testable import ScryptedRPC

@Suite("Calls", .timeLimit(.minutes(1)))
struct CallTests {
    private struct Trouble: Error, CustomStringConvertible {
        let description = "it is broken"
    }

    /// Answers by the name of the method.
    private let object = Scripted("Thing") { call in
        switch call.method {
        case nil: .value(.json("called"))
        case "echo": .value(call[0])
        case "third": .value(.json(.string(call[2].summary)))
        case "later": .later { .json("later") }
        case "named": throw RPCRemoteError(name: "ValueError", message: "no", stack: "here")
        case "broken": throw Trouble()
        case "brokenLater": .later { throw Trouble() }
        case "returnsError": .value(.error(RPCRemoteError(message: "as a value")))
        default: throw RPCRemoteError(noMethod: call.method, of: Scripted("Thing") { _ in .value(.null) })
        }
    }

    @Test(
        "A call is answered",
        arguments: [
            (nil, "[]", #"{"id":"call","result":"called","type":"result"}"#),
            ("echo", "[[1]]", #"{"id":"call","result":[1],"type":"result"}"#),
            ("later", "[]", #"{"id":"call","result":"later","type":"result"}"#),
            // Missing arguments are null, as undefined ones are.
            ("echo", "[]", #"{"id":"call","result":null,"type":"result"}"#),
            ("third", "[1,2]", #"{"id":"call","result":"json null","type":"result"}"#),
            (
                "returnsError", "[]",
                #"{"id":"call","result":{"__remote_constructor_name":"RPCResultError","__serialized_value":{"message":"as a value","name":"Error"}},"type":"result"}"#
            ),
        ] as [(String?, String, String)])
    func answers(_ method: String?, _ arguments: String, _ answer: String) async throws {
        try await Wire.run(["o": .local(object)]) { _, wire in
            let result = try await wire.call(try await wire.root("o"), method, arguments)
            #expect(result.text == answer)
        }
    }

    @Test(
        "Whatever goes wrong is answered, too",
        arguments: [
            ("named", ["name": "ValueError", "message": "no", "stack": "here"]),
            ("broken", ["name": "Error", "message": "it is broken"]),
            ("brokenLater", ["name": "Error", "message": "it is broken"]),
            ("unheard", ["name": "Error", "message": "Thing does not have the method unheard"]),
        ] as [(String, JSONValue)])
    func fails(_ method: String, _ error: JSONValue) async throws {
        try await Wire.run(["o": .local(object)]) { _, wire in
            let result = try await wire.call(try await wire.root("o"), method)
            #expect(result["throw"] == true && result["result"]?["__serialized_value"] == error)
        }
    }

    @Test("An unknown object is answered by an error, an unknown root by undefined")
    func unknown() async throws {
        try await Wire.run { _, wire in
            let call = try await wire.call("nobody", "m")
            #expect(call["result"]?["__serialized_value"]?["message"] == "proxy id nobody not found")
            let root = try await wire.exchange(#"{"type":"param","id":"a","param":"nothing"}"#)
            #expect(root == ["type": "result", "id": "a"])
        }
    }

    @Test("A oneway call is not answered, whatever comes of it")
    func onewayIn() async throws {
        try await Wire.run(["o": .local(object)]) { _, wire in
            let id = try await wire.root("o")
            for method in ["echo", "later", "named", "unheard"] {
                try wire.send(#"{"type":"apply","proxyId":"\#(id)","args":[],"method":"\#(method)","oneway":true}"#)
            }
            try wire.send(#"{"type":"apply","proxyId":"nobody","args":[],"oneway":true}"#)
            // The next answer is the one to the next question.
            let next = try await wire.call(id, nil)
            #expect(next["id"] == "call")
        }
    }

    @Test("Our calls, as they leave")
    func out() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.give(
                #"{"__remote_proxy_id":"p","__remote_proxy_oneway_methods":["notify",null]}"#, to: peer
            ).proxy
            async let answer = proxy.call("echo", [.json(1), .bytes([7])])
            let packet = try #require(try await wire.packet())
            let call = try JSONValue(parsing: packet.json)
            let id = try #require(call["id"]?.string)
            #expect(
                call == [
                    "type": "apply", "id": .string(id), "proxyId": "p", "method": "echo",
                    "args": [1, ["__remote_constructor_name": "Buffer", "__serialized_value": 0]],
                ])
            #expect(packet.buffers == [[7]])
            try wire.send(#"{"type":"result","id":"\#(id)","result":{"a":1}}"#)
            let summary = try await answer.summary
            #expect(summary == #"json {"a":1}"#)

            // What the object declares oneway leaves without an id, and gives null at once.
            let nothing = try await proxy.call("notify", [.json(2)])
            #expect(nothing.summary == "json null")
            let oneway = try await wire.message()
            #expect(oneway == ["type": "apply", "proxyId": "p", "method": "notify", "args": [2], "oneway": true])
            try await proxy.call(nil)
            let function = try await wire.message()
            #expect(function == ["type": "apply", "proxyId": "p", "args": [], "oneway": true])
            proxy.send("echo")
            let sent = try await wire.message()
            #expect(sent == ["type": "apply", "proxyId": "p", "method": "echo", "args": [], "oneway": true])
        }
    }

    @Test("Results may come in any order")
    func anyOrder() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let first = proxy.call("first")
            let one = try await wire.message()["id"]?.string ?? ""
            async let second = proxy.call("second")
            let two = try await wire.message()["id"]?.string ?? ""
            try wire.send(#"{"type":"result","id":"\#(two)","result":2}"#)
            try wire.send(#"{"type":"result","id":"\#(one)","result":1}"#)
            let summaries = try await [first.summary, second.summary]
            #expect(summaries == ["json 1", "json 2"])
        }
    }

    @Test(
        "What the peer throws is thrown here",
        arguments: [
            (
                #"{"__remote_constructor_name":"RPCResultError","__serialized_value":{"name":"E","message":"m\nhost:x","stack":"s"}}"#,
                RPCRemoteError(name: "E", message: "m\nhost:x", stack: "s")
            ),
            // JavaScript may throw anything.
            (#"{"code":7}"#, RPCRemoteError(message: #"{"code":7}"#)), ("null", RPCRemoteError(message: "null")),
        ])
    func thrown(_ result: String, _ error: RPCRemoteError) async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let answer = outcome { try await proxy.call("m") }
            let id = try await wire.message()["id"]?.string ?? ""
            try wire.send(#"{"type":"result","id":"\#(id)","throw":true,"result":\#(result)}"#)
            let thrown = await answer
            #expect(throws: error) { try thrown.get() }
        }
    }

    @Test("A result that cannot be read fails its own call only")
    func unreadable() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let answer = outcome { try await proxy.call("m") }
            let id = try await wire.message()["id"]?.string ?? ""
            try wire.send(#"{"type":"result","id":"\#(id)","result":{"__local_proxy_id":"x"}}"#)
            let unreadable = await answer
            #expect(throws: RPCError.transport(reason: "a result cannot be read: invalid local proxy id x")) {
                try unreadable.get()
            }
            async let next = proxy.call("m")
            let nextID = try await wire.message()["id"]?.string ?? ""
            try wire.send(#"{"type":"result","id":"\#(nextID)"}"#)
            let summary = try await next.summary
            #expect(summary == "json null")
        }
    }

    @Test("A call back while a call is being answered comes through")
    func callBack() async throws {
        let object = Scripted { call in
            let back = try call[0].proxy
            return .later { try await back.call("more") }
        }
        try await Wire.run(["o": .local(object)]) { _, wire in
            let back = try await wire.call(try await wire.root("o"), nil, #"[{"__remote_proxy_id":"b"}]"#)
            #expect(back["method"] == "more" && back["proxyId"] == "b")
            try wire.send(["type": "result", "id": back["id"] ?? nil, "result": "enough"])
            // The object goes as soon as nobody needs it: before or behind the answer.
            var messages = [try await wire.message(), try await wire.message()]
            messages.sort { ($0["type"]?.string ?? "") > ($1["type"]?.string ?? "") }
            #expect(messages[0] == ["type": "result", "id": "call", "result": "enough"])
            #expect(messages[1]["__local_proxy_id"] == "b")
        }
    }
}
