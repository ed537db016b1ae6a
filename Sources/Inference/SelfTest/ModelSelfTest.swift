import Imaging
import Recognition

/// What a model must do before it is used. Wrong pre-processing and broken files do not fail by themselves; they only
/// recognise badly, and nobody would notice.
struct ModelSelfTest {
    /// Two unlike pictures stay below this cosine; trained files stay under 0.7.
    static let collapseLimit = 0.95

    let manifest: ModelManifest

    /// Blocking: three runs of the model.
    /// - Throws: the first thing that is wrong.
    func run(_ model: some EmbeddingModel) throws {
        let first = try embedding(of: .redJacket, by: model)
        let again = try embedding(of: .redJacket, by: model)
        let other = try embedding(of: .blueHoops, by: model)
        for embedding in [first, other] {
            guard embedding.dimension == manifest.output.dimension else {
                throw ModelError.wrongDimension(have: embedding.dimension, need: manifest.output.dimension)
            }
            let length = max(embedding.similarity(to: embedding).value, 0).squareRoot()
            guard abs(length - 1) < 0.01 else { throw ModelError.notUnitLength(have: length) }
        }
        let steadiness = first.similarity(to: again).value
        guard steadiness > 0.999 else { throw ModelError.unsteady(similarity: steadiness) }
        if manifest.purpose == .recognition {
            let likeness = first.similarity(to: other).value
            guard likeness < Self.collapseLimit else {
                throw ModelError.collapsed(similarity: likeness, limit: Self.collapseLimit)
            }
        }
        if let golden = manifest.golden {
            try check(golden, against: golden.picture == .redJacket ? first : other)
        }
    }

    private func check(_ golden: ModelManifest.Golden, against embedding: Embedding) throws(ModelError) {
        for (index, (have, need)) in zip(embedding.components, golden.values).enumerated() {
            let value = Float(have) / Embedding.one
            guard abs(value - need) <= golden.tolerance else {
                throw .notGolden(component: index, have: value, need: need)
            }
        }
    }

    private func embedding(of picture: SelfTestPicture, by model: some EmbeddingModel) throws -> Embedding {
        guard let image = picture.drawn(width: manifest.input.width, height: manifest.input.height),
            let region = Region(whole: image)
        else { throw ModelError.manifestField("input", problem: "has an impossible size") }
        return try model.embed(region)
    }
}
