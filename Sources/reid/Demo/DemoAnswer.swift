/// What the demo reads of an answer of `POST /process`.
struct DemoAnswer: Decodable {
    var detections: [Row]

    struct Row: Decodable {
        var personId: String
        var isNew: Bool
        var matchedCameras: [String]
        var decision: String
        var similarity: Double?
        var probabilitySeen: Double?
        var reason: [String]
        var knownAs: String?
    }
}
