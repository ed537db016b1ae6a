import Imaging
import Recognition

/// Two backends that run one model, side by side: which is the quicker, and whether they agree.
struct BackendTrial {
    /// How long each is measured.
    static let duration: Duration = .milliseconds(500)
    /// A cosine of the two answers to one picture; below, they do not run the same model.
    static let agreement = 0.9999
    /// OpenVINO takes some 40 MB more, so it has to be worth it.
    static let worthwhile = 0.97

    let manifest: ModelManifest

    /// Milliseconds a crop, by turns, so that a slow moment of the machine meets both. Blocking.
    /// - Returns: nil when the two answers differ.
    func milliseconds(_ first: some EmbeddingModel, _ second: some EmbeddingModel) throws -> (first: Double, second: Double)? {
        guard let image = SelfTestPicture.redJacket.drawn(width: manifest.input.width, height: manifest.input.height),
            let region = Region(whole: image)
        else { return nil }
        guard try Self.cosine(first.embed(region), second.embed(region)) >= Self.agreement else { return nil }
        var times: [[Duration]] = [[], []]
        var spent: [Duration] = [.zero, .zero]
        let clock = ContinuousClock()
        // Whoever had less of its time is next.
        while let turn = spent.indices.min(by: { spent[$0] < spent[$1] }), spent[turn] < Self.duration {
            let time = try clock.measure {
                if turn == 0 { _ = try first.embed(region) } else { _ = try second.embed(region) }
            }
            times[turn].append(time)
            spent[turn] += time
        }
        func median(_ times: [Duration]) -> Double { times.sorted()[times.count / 2] / .milliseconds(1) }
        return (median(times[0]), median(times[1]))
    }

    /// Without the share that rounding embeddings to whole numbers has in their lengths.
    static func cosine(_ a: Embedding, _ b: Embedding) -> Double {
        let lengths = a.similarity(to: a).value * b.similarity(to: b).value
        return lengths > 0 ? a.similarity(to: b).value / lengths.squareRoot() : 0
    }
}
