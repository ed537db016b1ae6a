import Evaluation
import Recognition

/// The tracks of the service's own history, of one model.
struct RecordedTracks {
    let home: HomeFolder
    let model: ModelID

    func tracks() async throws -> [TrackLook] { [] }
}
