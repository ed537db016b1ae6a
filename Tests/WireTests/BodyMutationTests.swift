import Testing

@testable import Wire

/// Damaged request bodies: whatever arrives is a document or an error, never a crash.
@Suite struct BodyMutationTests {
    private static let body = Array(
        #"""
        {"timestamp": 1758250000000, "inputDimensions": [1920,1080], "deviceId": "12", "deviceName": "P\u00f6rch \"x\"",
         "detections": [{"className": "person", "label": null, "score": 0.91, "boundingBox": [1,2.5,30,40e0], "id": "t7"},
                        {"className": "face", "label": "Ann", "labelScore": 1, "boundingBox": [NaN,2,3,4]}],
         "classes": ["person"], "image": "AQID\/BAUGBwgJCgsMDQ4P\u002b=="}
        """#.utf8)

    @Test("20,000 mutations of a body give documents and rows within their ranges, or errors")
    func mutations() {
        var random = SplitMix64(state: 7)
        for _ in 0..<20_000 {
            var body = Self.body
            for _ in 0...Int(random.next() % 6) { mutate(&body, with: &random) }
            check(SplitBody(json: body), of: body)
            if let split = try? SplitBody(frame: body) { check(split, of: body) }
        }
    }

    private func mutate(_ body: inout [UInt8], with random: inout SplitMix64) {
        guard !body.isEmpty else { return }
        let place = Int(random.next() % UInt64(body.count))
        let length = Int(random.next() % 24)
        switch random.next() % 5 {
        case 0: body[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: body[place] = Array(#"{}[]":,\"u0"#.utf8)[Int(random.next() % 11)]
        case 2: body.removeSubrange(place..<min(place + length, body.count))
        case 3:
            body.insert(contentsOf: body[place..<min(place + length, body.count)], at: Int(random.next() % UInt64(body.count)))
        default: body.insert(contentsOf: repeatElement(UInt8(ascii: "9"), count: length), at: place)
        }
    }

    private func check(_ split: SplitBody, of body: [UInt8]) {
        #expect(split.document.count + ((try? split.picture?.file().count) ?? 0) <= body.count)
        guard let frame = try? WireFrame.parse(split.document) else { return }
        for row in frame.detections {
            let detection = row.detection
            #expect((0...1000).contains(detection.scorePermille))
            #expect(detection.box.map { $0.area > 0 } ?? true)
        }
    }
}

/// A small generator with a seed, so that a failure happens again.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
