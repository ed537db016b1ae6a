import Foundation
import TestSupport
import Testing

/// The whole path on full HD frames of two real cameras, with a trained model at its own thresholds.
@Suite struct RealPictureTests {
    private struct Box: Decodable {
        var frame: String
        var pid: Int
        var cam: Int
        var xywh: [Double]
    }

    // skipped: needs the shared models and frames
    @Test("people keep their ids over two cameras, and nobody shares one in a picture", .enabled(if: Fixture.shared != nil))
    func twoCameras() async throws {
        let shared = try #require(Fixture.shared)
        let folder = shared.appendingPathComponent("data/prw-frames")
        let boxes = try JSONDecoder().decode([Box].self, from: Data(contentsOf: folder.appendingPathComponent("boxes.json")))
        // "c1s1_001051": camera 1, sequence 1, frame 1051 of 25 a second; both cameras count from the same moment.
        let frames = Dictionary(grouping: boxes, by: \.frame)
            .map { (time: Int64($0.key.split(separator: "_")[1]) ?? 0, boxes: $0.value) }
            .sorted { $0.time < $1.time }
        #expect(frames.count == 16)

        var setup = ServiceSetup()
        setup.modelFile = shared.appendingPathComponent("models/person-reid-retail-0277.onnx").path
        try await withService(setup) { service in
            var ids: [Int: Set<String>] = [:]
            for (time, boxes) in frames {
                let picture = try Data(contentsOf: folder.appendingPathComponent("frames/\(boxes[0].frame).jpg"))
                let body = RequestBody(
                    rows: boxes.map { .init(box: $0.xywh) }, picture: Array(picture), camera: "c\(boxes[0].cam)",
                    time: 1_758_250_000_000 + time * 40)
                let answer = try await service.post("/process", body: body.json)
                #expect(answer["degraded"] as? Bool == false)
                let answered = answer.rows.compactMap { $0["personId"] as? String }
                #expect(answered.count == boxes.count)
                #expect(Set(answered).count == boxes.count, "two people share an id in \(boxes[0].frame)")
                for (box, id) in zip(boxes, answered) { ids[box.pid, default: []].insert(id) }
            }
            // Before four newcomers at once the first one is taken for a newcomer, too: a second id, and nobody lost.
            #expect((ids[1]?.count ?? 0) <= 2)
            #expect(ids[21]?.count == 1)
            // A young house took 21 for 14, at a cosine that one pair of strangers in a thousand has.
            #expect(ids[14, default: []].isDisjoint(with: ids[21, default: []]))
            let alike = ids[26, default: []].intersection(ids[27, default: []])
            #expect(alike.isEmpty)
        }
    }
}
