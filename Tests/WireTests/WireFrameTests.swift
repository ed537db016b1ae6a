import Recognition
import Testing

@testable import Wire

@Suite struct WireFrameTests {
    @Test("reads the old client's document")
    func oldClient() throws {
        let frame = try parse(
            """
            {"timestamp": 1758250000000, "detectionId": "abc", "inputDimensions": [1920,1080], "sourceId": "x",
             "deviceId": "12", "deviceName": "Porch", "detectionCount": 1, "hasPersons": true, "image": "",
             "detections": [{"className": "person", "label": null, "score": 0.91, "boundingBox": [1,2.6,30,40.2], "id": "t7",
                             "zones": ["drive"]}]}
            """)
        #expect(frame.timestamp == 1_758_250_000_000)
        #expect(frame.deviceId == "12")
        #expect(frame.deviceName == "Porch")
        #expect(frame.inputDimensions?.width == 1920)
        let detection = try #require(frame.detections.first).detection
        #expect(detection.box == BoundingBox(x: 1, y: 3, width: 30, height: 40))
        #expect(detection.scorePermille == 910)
        #expect(detection.track == "t7")
        #expect(detection.label == nil)
    }

    // What is missing gets a sane default.
    @Test("fills in what a document leaves out")
    func defaults() throws {
        let frame = try parse(#"{"detections":[{"className":"face","faceLabel":"Ann","id":7}]}"#)
        #expect(frame.timestamp == nil)
        #expect(frame.deviceId == "unknown")
        #expect(frame.deviceName == "unknown")
        #expect(frame.classes == ["person", "face"])
        #expect(frame.isDetectionFrame)
        let detection = try #require(frame.detections.first).detection
        #expect(detection.label == "Ann")
        #expect(detection.track == "7")
        #expect(detection.box == nil)
        #expect(try parse(#"{"deviceId":"9","detections":[]}"#).deviceName == "9")
    }

    @Test(
        "knows what the detector says of the frame's border",
        arguments: [("true", true), ("false", false), ("null", false), ("1", false), (#""true""#, false)])
    func clipped(value: String, expected: Bool) throws {
        let frame = try parse(#"{"detections":[{"className":"person","clipped":\#(value)},{"className":"person"}]}"#)
        #expect(frame.detections.map(\.detection.isClipped) == [expected, false])
    }

    @Test(
        "takes a number for a text",
        arguments: [("7", "7"), ("7.5", "7.5"), (#""7""#, "7"), ("null", "unknown")])
    func numbers(value: String, text: String) throws {
        #expect(try parse(#"{"deviceId":\#(value),"detections":[]}"#).deviceId == text)
    }

    // Each field that is wrong is named; nothing of its content is repeated.
    @Test(
        "names the field that is wrong",
        arguments: [
            (#"{}"#, "detections"),
            (#"{"detections":{}}"#, "detections"),
            (#"{"detections":[{}]}"#, "detections[0].className"),
            (#"{"detections":[{"className":"person"},{"className":{"secret":1}}]}"#, "detections[1].className"),
            (#"{"detections":[{"className":"person","score":"secret"}]}"#, "detections[0].score"),
            (#"{"detections":[],"timestamp":"secret"}"#, "timestamp"),
            (#"{"detections":[],"deviceId":["secret"]}"#, "deviceId"),
            (#"{"detections":[],"inputDimensions":"secret"}"#, "inputDimensions"),
            (#"{"detections":[],"classes":5}"#, "classes"),
        ])
    func wrongShape(document: String, field: String) throws {
        let error = try #require(throws: WireError.self) { try parse(document) }
        guard case .wrongShape(let named, _) = error else {
            Issue.record("\(error) names no field")
            return
        }
        #expect(named == field)
        #expect(error.detail.contains("`\(field)`"))
        #expect(!error.detail.contains("secret"))
    }

    @Test("says when it is not a JSON object", arguments: ["", "hello", "[1,2]", "\"x\"", "{\"detections\":[", "\u{0}", "null"])
    func notJSON(document: String) {
        #expect(throws: WireError.notJSON) { try parse(document) }
    }

    @Test("refuses a document too large to parse within bounds")
    func tooLarge() throws {
        let row = #"{"className":"person"}"#
        let document = { (rows: Int) in #"{"detections":[\#(repeatElement(row, count: rows).joined(separator: ","))]}"# }
        #expect(try parse(document(WireFrame.maximumRows)).detections.count == WireFrame.maximumRows)
        #expect(throws: WireError.tooManyRows(limit: WireFrame.maximumRows)) { try parse(document(WireFrame.maximumRows + 1)) }
        let spaces = String(repeating: " ", count: WireFrame.maximumDocumentBytes)
        #expect(throws: WireError.documentTooLarge(limit: WireFrame.maximumDocumentBytes)) { try parse(document(1) + spaces) }
    }

    // A box that is no box spoils its own row only.
    @Test(
        "turns an impossible box into no box",
        arguments: [
            "[NaN,0,10,10]", "[0,0,Infinity,10]", "[0,0,0,10]", "[0,0,-5,10]", "[1,2,3]", "[1,2,3,4,5]", "[]", "null", "\"x\"",
            "{}",
            "[\"1\",2,3,4]", "[1e300,0,10,10]", "[0,0,1e9,10]", "[0,0,0.2,10]",
        ])
    func impossibleBoxes(box: String) throws {
        let frame = try parse(
            #"{"detections":[{"className":"person","boundingBox":\#(box)},{"className":"person","boundingBox":[1,2,3,4]}]}"#)
        #expect(frame.detections.map { $0.detection.box != nil } == [false, true])
    }

    // What the picture is, compared with the boxes.
    @Test(
        "knows whether the picture is the frame of the boxes",
        arguments: [
            (#""imageSource":"detection""#, true),
            (#""imageSource":"snapshot""#, false),
            (#""timestamp":1000,"imageTimestamp":1200"#, true),
            (#""timestamp":1000,"imageTimestamp":3000"#, false),
            (#""imageTimestamp":3000"#, true),
        ])
    func detectionFrame(fields: String, isDetectionFrame: Bool) throws {
        #expect(try parse(#"{"detections":[],\#(fields)}"#).isDetectionFrame == isDetectionFrame)
    }

    // An optional text that nobody could mean costs no visitor.
    @Test("treats texts longer than any name as absent, and numbers as their digits")
    func texts() throws {
        let long = String(repeating: "x", count: 2_000)
        let frame = try parse(
            #"{"deviceId":"7","deviceName":"\#(long)","detections":[{"className":"person","id":7.5,"label":"\#(long)"}]}"#)
        #expect(frame.deviceName == "7")
        #expect(frame.detections.first?.id == "7.5")
        #expect(frame.detections.first?.label == nil)
    }

    @Test("numbers beyond any date are clamped", arguments: ["1e300", "-1e300", "9007199254740993", "0", "12.75"])
    func times(number: String) throws {
        let time = try #require(try parse(#"{"detections":[],"timestamp":\#(number)}"#).timestamp)
        #expect(abs(time) <= 9_007_199_254_740_992)
    }

    private func parse(_ document: String) throws -> WireFrame {
        try WireFrame.parse(Array(document.utf8))
    }
}
