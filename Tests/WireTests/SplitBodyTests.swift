import Foundation
import Imaging
import Testing

@testable import Wire

@Suite struct SplitBodyTests {
    // Each document, what is left of it, and the picture's bytes.
    @Test(
        "takes the picture out of a document",
        arguments: [
            (#"{"image":"AQID"}"#, #"{"image":""}"#, [1, 2, 3]),
            (#"{"a":1,"imageBase64" : "AQID","b":[]}"#, #"{"a":1,"imageBase64" : "","b":[]}"#, [1, 2, 3]),
            // A data URL, as browsers write it.
            (#"{"image":"data:image/jpeg;base64,AQID"}"#, #"{"image":""}"#, [1, 2, 3]),
            // The key deeper down, or as a value, is not the picture.
            (#"{"x":{"image":"AQID"}}"#, #"{"x":{"image":"AQID"}}"#, nil),
            (#"{"x":"image","y":"AQID"}"#, #"{"x":"image","y":"AQID"}"#, nil),
            (#"["image","AQID"]"#, #"["image","AQID"]"#, nil),
            // Quotes and brackets inside strings confuse nobody.
            (#"{"x":"}\"image\":","image":"AQID"}"#, #"{"x":"}\"image\":","image":""}"#, [1, 2, 3]),
            (#"{"image":null}"#, #"{"image":null}"#, nil),
            (#"{"image":""}"#, #"{"image":""}"#, nil),
        ] as [(String, String, [UInt8]?)])
    func splits(body: String, document: String, picture: [UInt8]?) throws {
        let split = SplitBody(json: Array(body.utf8))
        #expect(String(decoding: split.document, as: UTF8.self) == document)
        #expect(try split.picture?.file() == picture)
    }

    @Test("what is not base64 is a picture that cannot be decoded, not a missing one")
    func malformed() throws {
        let split = SplitBody(json: Array(#"{"image":"***"}"#.utf8))
        #expect(split.document == Array(#"{"image":""}"#.utf8))
        let picture = try #require(split.picture)
        #expect(throws: PictureError.unrecognised) { try picture.file() }
    }

    @Test("cuts every other long string out, whatever it is called and wherever it stands")
    func ballast() throws {
        let long = String(repeating: "QUJD", count: 2_000)
        let body =
            #"{"imageBase64":"AQID","image":"\#(long)","detections":[{"thumbnail":"\#(long)","id":"t"}],"im\u0061ge":"\#(long)"}"#
        let split = SplitBody(json: Array(body.utf8))
        #expect(
            String(decoding: split.document, as: UTF8.self)
                == #"{"imageBase64":"","image":"","detections":[{"thumbnail":"","id":"t"}],"im\u0061ge":""}"#)
        #expect(try split.picture?.file() == [1, 2, 3])
    }

    @Test("finds the end of a string behind any row of backslashes and quotes")
    func escapes() throws {
        // All strings of 9 of these characters that JSON can hold.
        let pieces = [#"\\"#, #"\""#, "a"]
        for number in 0..<19_683 {
            var rest = number, text = ""
            for _ in 0..<9 {
                text += pieces[rest % 3]
                rest /= 3
            }
            let split = SplitBody(json: Array(#"{"x":"\#(text)","image":"AQID"}"#.utf8))
            try #require(try split.picture?.file() == [1, 2, 3], "\(text)")
        }
    }

    // It is looked for piece by piece; what is escaped may begin in one and end in the next.
    @Test("finds the end of a string wherever its escapes lie", arguments: [#"\\"#, #"\\\""#, #"\\a"#, #"\""#])
    func longStrings(escape: String) throws {
        for length in (16_384 - 8)...(16_384 + 3) {
            let text = String(repeating: "a", count: length) + escape
            let split = SplitBody(json: Array(#"{"x":"\#(text)","image":"AQID"}"#.utf8))
            try #require(try split.picture?.file() == [1, 2, 3], "\(length)")
        }
    }

    @Test("megabytes of backslashes take no longer than as many letters", .timeLimit(.minutes(1)))
    func manyEscapes() {
        for text in [#"\\"#, #"\""#, "\\"] {
            let body = #"{"x":""# + String(repeating: text, count: 4_000_000)
            #expect(SplitBody(json: Array(body.utf8)).picture == nil)
        }
    }

    @Test("never crashes on a document cut anywhere")
    func truncated() {
        let body = Array(#"{"detections":[{"className":"a\"b"}],"image":"AQID\/==","x":"\u0041"}"#.utf8)
        for end in body.indices {
            let split = SplitBody(json: Array(body[..<end]))
            #expect(split.document.count <= end)
        }
    }

    @Test("takes a binary frame apart")
    func binary() throws {
        let split = try SplitBody(frame: [0, 0, 0, 2, 123, 125, 9, 8, 7])
        #expect(split.document == Array("{}".utf8))
        #expect(try split.picture?.file() == [9, 8, 7])
        #expect(try SplitBody(frame: [0, 0, 0, 2, 123, 125]).picture == nil)
    }

    @Test(
        "refuses a binary frame whose length cannot be",
        arguments: [[], [0, 0, 0], [0, 0, 0, 3, 123, 125], [255, 255, 255, 255, 1]])
    func badBinary(body: [UInt8]) {
        #expect(throws: WireError.binaryFrame) { try SplitBody(frame: body) }
    }
}
