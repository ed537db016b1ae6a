import Foundation

/// The bundled story: pictures in the order in which the cameras took them, and who is really on them.
struct DemoStory: Decodable {
    var steps: [Step]

    struct Step: Decodable {
        /// Milliseconds since 1970.
        var time: Int64
        var title: String
        var deviceId: String
        var deviceName: String
        /// A file beside story.json.
        var image: String
        var detections: [Detection]
        /// One per detection.
        var expect: [Expectation]
    }

    /// A row as a client sends it.
    struct Detection: Codable {
        var className: String
        var label: String?
        var score: Double
        var boundingBox: [Double]
        var id: String?
    }

    struct Expectation: Decodable {
        /// Who it is in the story.
        var person: String
        var isNew: Bool
    }

    static func read(from folder: URL) throws -> DemoStory {
        let file = folder.appendingPathComponent("story.json")
        guard let bytes = try? Data(contentsOf: file) else {
            throw CommandFailure.unavailable("\(file.path) cannot be read; give the folder with `--scenes`.")
        }
        do {
            let story = try JSONDecoder().decode(DemoStory.self, from: bytes)
            guard story.steps.allSatisfy({ $0.detections.count == $0.expect.count }) else {
                throw CommandFailure.unavailable("\(file.path) must expect something of every detection.")
            }
            return story
        } catch let error as DecodingError {
            throw CommandFailure.unavailable("\(file.path) is not a story: \(error)")
        }
    }
}
