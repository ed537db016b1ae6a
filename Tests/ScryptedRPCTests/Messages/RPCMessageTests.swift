import Testing

@testable import ScryptedRPC

@Suite("Messages")
struct RPCMessageTests {
    @Test(
        "What a message says",
        arguments: [
            (#"{"id":"a","type":"param","param":"getRemote"}"#, .param(id: "a", name: "getRemote")),
            (
                #"{"type":"apply","id":"a","proxyId":"p","args":[1],"method":"convert"}"#,
                .apply(.init(id: "a", objectID: "p", method: "convert", arguments: [1]))
            ),
            // A function is called with the method null, empty or absent; arguments may be missing.
            (#"{"type":"apply","id":"a","proxyId":"p","method":null}"#, .apply(.init(id: "a", objectID: "p", arguments: []))),
            (
                #"{"type":"apply","id":"a","proxyId":"p","method":"","args":null}"#,
                .apply(.init(id: "a", objectID: "p", arguments: []))
            ),
            // Oneway: without an id, or by its mark; then an id does not count.
            (#"{"type":"apply","proxyId":"p","args":[],"oneway":true}"#, .apply(.init(id: nil, objectID: "p", arguments: []))),
            (
                #"{"type":"apply","id":"a","proxyId":"p","args":[],"oneway":true}"#,
                .apply(.init(id: nil, objectID: "p", arguments: []))
            ),
            (
                #"{"type":"apply","id":"a","proxyId":"p","args":[],"oneway":false}"#,
                .apply(.init(id: "a", objectID: "p", arguments: []))
            ),
            // Undefined is no value, null is one.
            (#"{"type":"result","id":"a"}"#, .result(.init(id: "a", value: nil))),
            (#"{"type":"result","id":"a","result":null}"#, .result(.init(id: "a", value: .null))),
            (#"{"type":"result","id":"a","result":1,"throw":true}"#, .result(.init(id: "a", value: 1, isThrown: true))),
            (
                #"{"type":"finalize","__local_proxy_id":"p","__local_proxy_finalizer_id":"f"}"#,
                .finalize(objectID: "p", finalizerID: "f")
            ),
            (#"{"type":"finalize","__local_proxy_id":"p"}"#, .finalize(objectID: "p", finalizerID: nil)),
            (
                #"{"type":"finalize","__local_proxy_id":"p","__local_proxy_finalizer_id":null}"#,
                .finalize(objectID: "p", finalizerID: nil)
            ),
            // Unknown keys are passed over, and so are unknown messages.
            (#"{"type":"result","id":"a","result":1,"new":{}}"#, .result(.init(id: "a", value: 1))),
            (#"{"type":"hello"}"#, nil),
        ] as [(String, RPCMessage?)])
    func parses(_ text: String, _ message: RPCMessage?) throws {
        #expect(try RPCMessage.parse(Array(text.utf8)) == message)
    }

    @Test(
        "What is no message, in words",
        arguments: [
            ("{", "a message is no JSON: it ends too early, at byte 1"), ("[]", "a message has no type"),
            ("{}", "a message has no type"), (#"{"type":1}"#, "a message has no type"),
            (#"{"type":"param","param":"a"}"#, "a message 'param' lacks 'id'"),
            (#"{"type":"apply","id":"a","args":[]}"#, "a message 'apply' lacks 'proxyId'"),
            (#"{"type":"apply","id":"a","proxyId":"p","args":{}}"#, "the arguments of a call are no array"),
            // An id or a method of another kind must not become a call that nobody waits for, or another call.
            (#"{"type":"apply","id":7,"proxyId":"p"}"#, "'id' of a message 'apply' is no string"),
            (#"{"type":"apply","id":"a","proxyId":"p","method":5}"#, "'method' of a message 'apply' is no string"),
            (#"{"type":"result","id":7}"#, "a message 'result' lacks 'id'"),
            (#"{"type":"finalize"}"#, "a message 'finalize' lacks '__local_proxy_id'"),
        ])
    func rejects(_ text: String, _ reason: String) {
        #expect(throws: RPCError.transport(reason: reason)) { try RPCMessage.parse(Array(text.utf8)) }
    }

    @Test(
        "What is written",
        arguments: [
            (.param(id: "a", name: "ping"), #"{"id":"a","param":"ping","type":"param"}"#),
            (
                .apply(.init(id: "a", objectID: "p", method: "m", arguments: [nil])),
                #"{"args":[null],"id":"a","method":"m","proxyId":"p","type":"apply"}"#
            ),
            // Nobody waits: no id; a function: no method.
            (.apply(.init(id: nil, objectID: "p", arguments: [])), #"{"args":[],"oneway":true,"proxyId":"p","type":"apply"}"#),
            (.result(.init(id: "a", value: nil)), #"{"id":"a","type":"result"}"#),
            (.result(.init(id: "a", value: "e", isThrown: true)), #"{"id":"a","result":"e","throw":true,"type":"result"}"#),
            (
                .finalize(objectID: "p", finalizerID: "f"),
                #"{"__local_proxy_finalizer_id":"f","__local_proxy_id":"p","type":"finalize"}"#
            ),
        ] as [(RPCMessage, String)])
    func writes(_ message: RPCMessage, _ text: String) throws {
        #expect(String(decoding: message.json.utf8, as: UTF8.self) == text)
        #expect(try RPCMessage.parse(message.json.utf8) == message)
    }
}
