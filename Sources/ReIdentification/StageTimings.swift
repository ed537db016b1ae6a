/// How long each stage of one picture took.
package struct StageTimings: Sendable {
    /// Header, waiting for a worker, and pixels.
    package var decode: Duration = .zero
    /// Crops to embeddings, waiting for workers included.
    package var embed: Duration = .zero
    /// Append to the log and fold.
    package var decide: Duration = .zero

    package var total: Duration { decode + embed + decide }
}
