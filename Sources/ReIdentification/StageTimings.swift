/// How long each stage of one picture took.
package struct StageTimings: Sendable {
    /// Everything up to the first embedding: header, waiting for a turn and for a worker, base64, pixels.
    package var decode: Duration = .zero
    /// Crops to embeddings, waiting for workers included.
    package var embed: Duration = .zero
    /// Append to the log and fold.
    package var decide: Duration = .zero

    package init() {}

    package var total: Duration { decode + embed + decide }
}
