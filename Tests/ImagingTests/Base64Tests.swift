import Foundation
import Testing

@testable import Imaging

@Suite struct Base64Tests {
    @Test("decodes what Foundation encodes, at every length", arguments: 0..<70)
    func roundTrip(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
        let text = Data(bytes).base64EncodedString()
        #expect(decoded(text) == bytes)
        // Without its padding, too.
        #expect(decoded(text.replacingOccurrences(of: "=", with: "")) == bytes)
    }

    // What stands in JSON strings besides the plain alphabet.
    @Test(
        "understands what clients write inside JSON strings",
        arguments: [
            #"\/\/\/\/"#,  // PHP escapes slashes
            #"\u002f\u002F//"#,  // some escape by number
            #"//\n//"#, #"//\r\n//"#,  // MIME breaks lines
            "// //", "__//",  // the URL alphabet
        ])
    func escapes(text: String) {
        #expect(decoded(text) == [0xFF, 0xFF, 0xFF])
    }

    @Test("refuses what is not base64", arguments: ["A", "AAAAA", "AA*A", "AA=A", #"AA\"#, #"AA\x"#, #"AA\u00"#, "åAAA"])
    func refuses(text: String) {
        #expect(decoded(text) == nil)
    }

    @Test("decodes from the middle of a document to its front")
    func inPlace() {
        var document = Array(#"{"image":"aGVsbG8gcGVvcGxl"}"#.utf8)
        #expect(Base64.decodeInPlace(&document, range: 10..<26))
        #expect(document == Array("hello people".utf8))
    }

    @Test("decodes the beginning of a text, wherever that is cut", arguments: 0..<100)
    func start(byteCount: Int) throws {
        // Escapes and a line break among plain characters, so that cuts fall into all of them.
        let text = Array(#"AQID\/\u002F//BAUG\nBwgJCgsM\/\/\/\/DQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8w"#.utf8)
        let whole = try #require(decoded(String(decoding: text, as: UTF8.self)))
        let start = try #require(Base64.start(of: text, range: 0..<text.count, byteCount: byteCount))
        #expect(whole.starts(with: start))
        // Escapes take 16 characters more than what they stand for, and the last group may be cut.
        #expect(start.count >= min(byteCount, whole.count) - 14)
    }

    @Test("the beginning of what is not base64 is nothing", arguments: ["AA*AAAAAAAAA", #"A\xAAAAAAAAA"#, "AA=AAAAAAAAA"])
    func badStart(text: String) {
        #expect(Base64.start(of: Array(text.utf8), range: 0..<text.utf8.count, byteCount: 6) == nil)
    }

    private func decoded(_ text: String) -> [UInt8]? {
        var bytes = Array(text.utf8)
        return Base64.decodeInPlace(&bytes, range: 0..<bytes.count) ? bytes : nil
    }
}
