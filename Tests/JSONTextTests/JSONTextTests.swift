import Foundation
import Testing

@testable import JSONText

/// What is written, read by Foundation.
@Suite struct JSONTextTests {
    private enum Word: String, Codable { case one, two }

    private enum Event: Codable, Equatable {
        case happened(Inner, times: Int)
        case other(Word?)
        case nothing
    }

    private struct Inner: Codable, Equatable {
        var text: String
        var number: Double?
        var list: [Int16] = []
        var nested: [[Bool]] = []
        var table: [String: Int] = [:]
    }

    private struct Outer: Codable, Equatable {
        var events: [Event]
        var inner: Inner
        var optional: Inner?
        var smallest = Int64.min
        var largest = UInt64.max
        var range = 3...7
    }

    private struct Nothing: Codable, Equatable {}

    private func back<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(try JSONText.bytes(of: value)))
    }

    @Test("what is nested comes back as it was")
    func nested() throws {
        let inner = Inner(
            text: "a", number: 0.1, list: [.min, 0, .max], nested: [[], [true], [false, true]], table: ["x": 1, "y": 2])
        let events = [Event.happened(inner, times: 3), .other(.two), .other(nil), .nothing]
        for optional in [inner, nil] {
            let value = Outer(events: events, inner: Inner(text: ""), optional: optional)
            #expect(try back(value) == value)
        }
        #expect(try back([Nothing(), Nothing()]) == [Nothing(), Nothing()])
    }

    @Test(
        "every text comes back as it was",
        arguments: [
            "", "plain", "\"", "\\", "\\\\\"", "/", "\n\r\t", "\u{0}\u{1}\u{f}\u{10}\u{1f}\u{7f}", "ä€👍\u{2028}", "a\u{301}",
            String(repeating: "x", count: 10_000) + "\"",
        ])
    func texts(text: String) throws {
        #expect(try back([text]) == [text])
        #expect(try back([text: 1]) == [text: 1])
    }

    @Test(
        "every finite number comes back as it was",
        arguments: [
            0, -0.0, 1, -1, 0.1, 1 / 3, 1e15, 1e16, 1.5e-7, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 100_000,
        ])
    func numbers(number: Double) throws {
        #expect(try back([number]) == [number])
        let small = Float(number)
        if small.isFinite { #expect(try back([small]) == [small]) }
    }

    @Test("what JSON has no number for is refused", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(throws: EncodingError.self) { try JSONText.text(of: ["x": number]) }
        #expect(throws: EncodingError.self) { try JSONText.text(of: [Float(number)]) }
    }

    @Test("keys keep their order, and whole numbers have no fraction")
    func text() throws {
        let value = Inner(text: "x", number: 2, list: [1])
        #expect(try JSONText.text(of: value) == #"{"text":"x","number":2,"list":[1],"nested":[],"table":{}}"#)
        #expect(try JSONText.text(of: Word.one) == #""one""#)
        #expect(try JSONText.text(of: Int?.none) == "null")
        #expect(try JSONText.text(of: Nothing()) == "{}")
    }

    /// Writes all kinds of containers by hand.
    private struct ByHand: Encodable {
        enum Key: String, CodingKey { case list, object, last, `super` }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try list.encode(1)
            var inner = list.nestedContainer(keyedBy: Key.self)
            try inner.encode(true, forKey: .last)
            try list.encodeNil()
            var deep = list.nestedUnkeyedContainer()
            try deep.encode("x")
            try 2.encode(to: list.superEncoder())
            var object = container.nestedContainer(keyedBy: Key.self, forKey: .object)
            try object.encodeNil(forKey: .last)
            try 3.encode(to: container.superEncoder())
            try container.encode("y", forKey: .last)
        }
    }

    @Test("containers close when their owner goes on")
    func containers() throws {
        #expect(
            try JSONText.text(of: ByHand())
                == #"{"list":[1,{"last":true},null,["x"],2],"object":{"last":null},"super":3,"last":"y"}"#)
    }
}
