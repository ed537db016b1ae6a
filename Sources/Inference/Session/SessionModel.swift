import Imaging
import Recognition

/// A model that runs on a session, whichever runtime that is of.
package struct SessionModel: EmbeddingModel {
    package let id: ModelID
    package let preprocessor: CropPreprocessor
    let session: any InferenceSession
    private let lanes: LanePool
    private let dimension: Int

    /// - Throws: `unusableShape` when the graph takes or gives something else than the manifest says; `manifestField`.
    package init(manifest: ModelManifest, session: any InferenceSession) throws {
        let need = manifest.input.tensorShape
        let shape = session.input.shape
        guard shape.count == need.count, zip(shape, need).allSatisfy({ $0 < 0 || $0 == $1 }) else {
            throw ONNXError.unusableShape(.input, name: session.input.name, have: shape, need: "\(need)")
        }
        let given = session.output.shape[1]
        guard given < 0 || given == manifest.output.dimension else {
            throw ONNXError.unusableShape(
                .output, name: session.output.name, have: session.output.shape,
                need: "[1, \(manifest.output.dimension)]")
        }
        guard let preprocessing = manifest.input.preprocessing else {
            throw ModelError.manifestField("input", problem: "has impossible values")
        }
        id = manifest.id
        preprocessor = CropPreprocessor(preprocessing)
        dimension = manifest.output.dimension
        self.session = session
        lanes = LanePool { try session.makeLane(shape: need) }
    }

    package func embed(_ region: Region, scratch: inout CropScratch) throws -> Embedding {
        try lanes.withLane { lane in
            preprocessor.write(region, into: lane.input, scratch: &scratch)
            let values = try lane.run()
            // Where the graph leaves the dimension open, only the answer tells.
            guard values.count == dimension else { throw ModelError.wrongDimension(have: values.count, need: dimension) }
            guard let embedding = Embedding(normalizing: values) else { throw ModelError.notFinite }
            return embedding
        }
    }
}
