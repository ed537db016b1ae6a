import Recognition
import ScryptedRPC
import Testing

@testable import ScryptedBridge

@Suite("ObjectDetector events, as plugins of many authors write them")
struct DetectionEventTests {
    private static let camera = Camera(id: "6", name: "Porch")
    private static let now = Timestamp(milliseconds: 5_000)

    private static func parse(_ data: JSONValue, _ details: JSONValue = [:]) -> DetectionEvent? {
        DetectionEvent(camera: camera, details: details, data: data, now: now)
    }

    private static let person: JSONValue = ["className": "person", "score": 0.9, "id": "t1", "boundingBox": [10, 20, 100, 200]]

    @Test("A recorded event is read in full")
    func recorded() throws {
        let event = try #require(
            Self.parse(
                [
                    "timestamp": 1_795_356_509_906, "inputDimensions": [640, 480], "detectionId": "d0",
                    "detections": [Self.person],
                ],
                ["eventId": "tc29ralnuoi", "eventInterface": "ObjectDetector", "eventTime": 1_795_356_509_907]))
        #expect(event.time.milliseconds == 1_795_356_509_906)
        #expect(event.detectionID == "d0")
        #expect(event.eventID == "tc29ralnuoi")
        #expect(event.frameSize == .init(width: 640, height: 480))
        #expect(
            event.rows == [
                Detection(
                    className: "person", box: BoundingBox(x: 10, y: 20, width: 100, height: 200), scorePermille: 900, track: "t1")
            ])
    }

    @Test(
        "Whatever shows nobody is no event",
        arguments: [
            .null, [:], [1, 2], "person", ["detections": nil], ["detections": []], ["detections": "person"],
            ["detections": [["className": "motion", "score": 1]]], ["detections": [["className": 7], nil, [:], []]],
        ] as [JSONValue])
    func nobody(data: JSONValue) {
        #expect(Self.parse(data) == nil)
    }

    private static let oddRows: [(JSONValue, Detection)] = [
        // The detector says that the frame's border cuts the box; anything but a plain yes says nothing.
        (
            ["className": "person", "boundingBox": [0, 2, 30, 40], "clipped": true],
            Detection(
                className: "person", box: BoundingBox(x: 0, y: 2, width: 30, height: 40), scorePermille: 1_000, isClipped: true)
        ),
        (
            ["className": "person", "clipped": "true"],
            Detection(className: "person", box: nil, scorePermille: 1_000)
        ),
        // Faces carry names; numbers are taken for ids.
        (
            ["className": "face", "label": "Ann", "labelScore": 0.75, "id": 7],
            Detection(className: "face", box: nil, scorePermille: 1_000, label: "Ann", labelScorePermille: 750, track: "7")
        ),
        (
            ["className": "person", "score": 2, "boundingBox": [0.4, .number(-3.6), 10.5, 9]],
            Detection(className: "person", box: BoundingBox(x: 0, y: -4, width: 11, height: 9), scorePermille: 1_000)
        ),
        (
            ["className": "person", "score": .integer(-1), "boundingBox": [1, 2, 0, 4], "label": "", "id": ""],
            Detection(className: "person", box: nil, scorePermille: 0)
        ),
        (
            ["className": "person", "score": "high", "boundingBox": [1, 2, 3], "id": [1]],
            Detection(className: "person", box: nil, scorePermille: 1_000)
        ),
        (
            ["className": "person", "boundingBox": [.number(1e300), 0, 5, 5]],
            Detection(className: "person", box: nil, scorePermille: 1_000)
        ),
        (
            ["className": "person", "boundingBox": [1, 2, "3", 4]],
            Detection(className: "person", box: nil, scorePermille: 1_000)
        ),
    ]

    @Test("A row with something odd is a row without it", arguments: oddRows)
    func row(json: JSONValue, detection: Detection) {
        #expect(Self.parse(["detections": [json]])?.rows == [detection])
    }

    @Test(
        "The time is the detection's, or else the event's, or else now",
        arguments: [
            (["timestamp": 1_000.7], ["eventTime": 2_000], 1_000), (["timestamp": "now"], ["eventTime": 2_000], 2_000),
            (["timestamp": 1e300], [:], 5_000), ([:], [:], 5_000),
        ] as [([String: JSONValue], JSONValue, Int64)])
    func time(data: [String: JSONValue], details: JSONValue, milliseconds: Int64) {
        let data = data.merging(["detections": [Self.person]]) { $1 }
        #expect(Self.parse(.object(data), details)?.time.milliseconds == milliseconds)
    }

    @Test("There is an end to rows and texts; sides that are none are no size")
    func bounds() throws {
        let event = try #require(
            Self.parse([
                "detections": .array(Array(repeating: Self.person, count: 1_000)), "inputDimensions": [0, 480],
                "detectionId": .string(String(repeating: "d", count: 300)),
            ]))
        #expect(event.rows.count == DetectionEvent.maximumRows)
        #expect(event.detectionID == nil)
        #expect(event.frameSize == nil)
    }
}
