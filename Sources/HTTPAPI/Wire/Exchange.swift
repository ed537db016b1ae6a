import ReIdentification
import Recognition

/// A request and what came of it: what the encoders of all doors need.
struct Exchange {
    var timestamp: Int64
    var camera: Camera
    /// The rows that are answered, in the request's order.
    var rows: [WireDetection]
    /// What it took to understand the request.
    var parse: Duration
    var answer: FrameAnswer
}
