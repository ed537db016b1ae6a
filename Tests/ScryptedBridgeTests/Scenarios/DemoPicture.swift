import Foundation
import TestSupport

/// A drawn picture of the demo, and who is where in it.
struct DemoPicture {
    private struct Story: Decodable {
        struct Step: Decodable {
            struct Row: Decodable {
                var className: String
                var label: String?
                var score: Double
                var boundingBox: [Double]
                var id: String
            }

            var image: String
            var detections: [Row]
        }

        var steps: [Step]
    }

    let name: String
    let jpeg: [UInt8]
    /// Bodies first; a face is a row of its own.
    var rows: [FakeCamera.Row]

    /// - Parameter name: the file's, such as `01-drive`.
    init(_ name: String) throws {
        let folder = Fixture.root.appendingPathComponent("Demo")
        let story = try JSONDecoder().decode(Story.self, from: Data(contentsOf: folder.appendingPathComponent("story.json")))
        self.name = name
        jpeg = Array(try Data(contentsOf: folder.appendingPathComponent("\(name).jpg")))
        rows =
            story.steps.first { $0.image == "\(name).jpg" }?.detections.map {
                .init(className: $0.className, score: $0.score, label: $0.label, id: $0.id, box: $0.boundingBox)
            } ?? []
    }

    /// Nobody has looked at the faces yet.
    var withoutFaces: DemoPicture {
        var picture = self
        picture.rows.removeAll { $0.className == "face" }
        return picture
    }
}
