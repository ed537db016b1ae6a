import Recognition

/// What a picture's detections turned out to be: one decision per detection, in the request's order.
package struct FrameAnswer: Sendable {
    package var decisions: [Decision]
    /// The embedding that each detection was judged by; nil where none was needed or to be had.
    package var embeddings: [Embedding?]
    package var model: ModelID
    package var timings: StageTimings

    /// At least one row was answered fail-open.
    package var isDegraded: Bool {
        decisions.contains { $0.kind == .failopen }
    }
}
