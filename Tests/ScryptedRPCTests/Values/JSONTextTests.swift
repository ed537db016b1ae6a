import Testing

@testable import ScryptedRPC

@Suite("JSON text")
struct JSONTextTests {
    @Test(
        "What JSON is, and what it means",
        arguments: [
            ("null", .null), ("true", true), ("false", false), ("  \t\r\n1 ", 1),
            // Integers stay integers, to both ends of Int64.
            ("0", 0), ("-0", 0), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("1795356244639", 1_795_356_244_639),
            // As in JavaScript, a whole number is the same however it is written.
            ("1.0", 1), ("-0.0", 0), ("1e3", 1_000), ("12.50E1", 125), ("9007199254740993", .integer(9_007_199_254_740_993)),
            ("0.1", 0.1), ("-1.5e-3", -0.0015), ("5e-324", .number(.leastNonzeroMagnitude)),
            ("1.7976931348623157e308", 1.7976931348623157e308),
            // Beyond Int64 it is a Double.
            ("9223372036854775808", .number(0x1p63)), ("1e20", 1e20), ("123456789012345678901234567890", 1.2345678901234568e29),
            // Strings.
            (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u4E2D""#, "é中"),
            (#""é中😀""#, "é中😀"), (#""\ud83d\ude00""#, "😀"), (#""\u0000""#, "\0"), (#""a\u002Fb""#, "a/b"),
            // Half a pair is nothing.
            (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (#""\ud83dA""#, "\u{FFFD}A"), (#""\ud83d\n""#, "\u{FFFD}\n"),
            // Arrays and objects.
            ("[]", []), ("[ ]", []), ("[1, [2], {}]", [1, [2], [:]]), ("{}", [:]),
            (#"{ "a" : { "b" : [ ] } }"#, ["a": ["b": []]]),
            (#"{"":1,"a b":null}"#, ["": 1, "a b": nil]), (#"{"a":1,"a":2}"#, ["a": 2]),
        ] as [(String, JSONValue)])
    func accepts(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(
        "What JSON is not, and where it stops being it",
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("nul", .unexpectedEnd, 3), ("nulL", .unexpectedByte, 3),
            ("True", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0), ("1 2", .trailingBytes, 2), ("[]]", .trailingBytes, 2),
            ("\u{FEFF}1", .unexpectedByte, 0), ("// 1", .unexpectedByte, 0), ("'a'", .unexpectedByte, 0),
            ("01", .badNumber, 0), ("-", .unexpectedEnd, 1), ("-a", .badNumber, 1), ("+1", .unexpectedByte, 0),
            (".5", .unexpectedByte, 0), ("1.", .unexpectedEnd, 2), ("1.e5", .badNumber, 2), ("1e", .unexpectedEnd, 2),
            ("1e+", .unexpectedEnd, 3), ("0x10", .trailingBytes, 1), ("1e999", .numberOutOfRange, 0),
            ("[1,]", .unexpectedByte, 3), ("[1", .unexpectedEnd, 2), ("[1}", .unexpectedByte, 2), ("[,1]", .unexpectedByte, 1),
            (#"{"a"}"#, .unexpectedByte, 4), (#"{"a":}"#, .unexpectedByte, 5), (#"{"a":1,}"#, .unexpectedByte, 7),
            ("{a:1}", .unexpectedByte, 1), (#"{"a":1"#, .unexpectedEnd, 6), ("{1:1}", .unexpectedByte, 1),
            (#""abc"#, .unexpectedEnd, 4), (#""\x""#, .badEscape, 1), (#""\u12g4""#, .badEscape, 1),
            (#""\u12"#, .unexpectedEnd, 5),
            (#""\"#, .unexpectedEnd, 2), ("\"a\nb\"", .controlCharacter, 2), ("\"\u{0}\"", .controlCharacter, 1),
        ] as [(String, JSONError.Reason, Int)])
    func rejects(_ text: String, _ reason: JSONError.Reason, _ offset: Int) {
        #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONValue(parsing: text) }
    }

    @Test("Broken UTF-8 becomes U+FFFD", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func repairs(_ bytes: [UInt8]) throws {
        // With and without an escape beside it: these are read in two ways.
        for escape in ["", "\\n"] {
            let text = try JSONValue(parsing: Array("\"\(escape)".utf8) + bytes + Array("\"".utf8))
            #expect(text.string?.contains("\u{FFFD}") == true)
        }
    }

    @Test("Depth and number of values have limits")
    func limits() throws {
        func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(throws: Never.self) { try JSONValue(parsing: nested(128)) }
        #expect(throws: JSONError(reason: .tooDeep, offset: 128)) { try JSONValue(parsing: nested(129)) }
        #expect(throws: JSONError(reason: .tooDeep, offset: 5)) { try JSONValue(parsing: #"{"a":{}}"#, maximumDepth: 1) }
        #expect(throws: JSONError(reason: .tooDeep, offset: 128)) {
            try JSONValue(parsing: String(repeating: "[", count: 1 << 20))
        }
        // What was closed does not count.
        #expect(throws: Never.self) { try JSONValue(parsing: "[[],[],[[]]]", maximumDepth: 3) }
        #expect(throws: Never.self) { try JSONValue(parsing: "[1,2]", maximumValues: 3) }
        #expect(throws: JSONError(reason: .tooManyValues, offset: 5)) { try JSONValue(parsing: "[1,2,3]", maximumValues: 3) }
        #expect(throws: JSONError(reason: .badNumber, offset: 0)) { try JSONValue(parsing: String(repeating: "1", count: 5_000)) }
    }

    @Test(
        "How values are written",
        arguments: [
            (nil, "null"), (true, "true"), (-12, "-12"), (.integer(.min), "-9223372036854775808"),
            // Whole Doubles have no fraction; others as many digits as they need.
            (.number(3), "3"), (.number(-0.0), "0"), (.number(1e15), "1000000000000000"), (0.1, "0.1"), (1e-7, "1e-07"),
            (.number(1e300), "1e+300"), (.number(.nan), "null"), (.number(.infinity), "null"),
            ("é/😀", #""é/😀""#), ("\"\\\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}", #""\"\\\b\f\n\r\t\u0001\u001f\#u{7F}""#),
            ([], "[]"), ([1, [nil]], "[1,[null]]"), ([:], "{}"),
            // Keys in order, whatever the dictionary thinks.
            (["b": 1, "a": ["z": 1, "y": ""], "c\n": 2], #"{"a":{"y":"","z":1},"b":1,"c\n":2}"#),
        ] as [(JSONValue, String)])
    func writes(_ value: JSONValue, _ text: String) {
        #expect(String(decoding: value.utf8, as: UTF8.self) == text)
    }

    @Test("What was written is read again", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let value = JSONValue.random(depth: 5, using: &random)
        #expect(try JSONValue(parsing: value.utf8) == value)
    }

    @Test("Accessors take what fits and nothing else")
    func access() {
        let value: JSONValue = ["text": "a", "whole": 2, "half": 0.5, "flag": true, "list": [1], "none": nil]
        #expect(value["text"]?.string == "a" && value["text"]?.integer == nil)
        #expect(value["whole"]?.integer == 2 && value["whole"]?.number == 2)
        #expect(value["half"]?.number == 0.5 && value["half"]?.integer == nil)
        // A Bool is no number, and a number no Bool.
        #expect(value["flag"]?.bool == true && value["flag"]?.integer == nil && value["whole"]?.bool == nil)
        #expect(value["list"]?[0] == 1 && value["list"]?[1] == nil && value["list"]?[-1] == nil)
        #expect(value["none"]?.isNull == true && value["missing"] == nil)
        #expect(value["text"]?["text"] == nil && value["text"]?[0] == nil)
        #expect(JSONValue.number(4).integer == 4)
    }
}
