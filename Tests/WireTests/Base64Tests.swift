import Foundation
import Testing

@testable import Wire

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

    private func decoded(_ text: String) -> [UInt8]? {
        var bytes = Array(text.utf8)
        return Base64.decodeInPlace(&bytes, range: 0..<bytes.count) ? bytes : nil
    }
}
