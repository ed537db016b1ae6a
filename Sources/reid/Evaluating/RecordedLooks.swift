import Evaluation
import Foundation
import ObservationStore
import Recognition

/// What one model saw in the service's own history, by day: a gray picture's crop tells nothing of colors.
struct RecordedLooks {
    /// What the cameras' trackers followed, one embedding each.
    private(set) var tracks: [TrackLook] = []
    /// Pictures in which somebody was embedded.
    private(set) var pictures: [PictureLooks] = []

    /// The newest pictures that are read.
    private static let readPictures = 20_000
    /// Some trackers count from one again: after so long an id is another track's.
    private static let restartMs: Int64 = 60_000

    private struct Track: Hashable {
        var camera: String
        var name: String
    }

    /// - Throws: `StoreError`.
    init(log: URL, model: ModelID, grayChromaTenths: Int32) async throws {
        let entries = try await ObservationHistory(file: log).entries(limit: Self.readPictures)
        var placeOf: [Track: Int] = [:]
        for case .observed(let picture)? in entries.map({ $0.entry?.event }) where picture.model == model {
            var embeddings: [Embedding] = []
            for sighting in picture.sightings where sighting.className == "person" {
                var embedding: Embedding?
                if case .embedded(let look, _) = sighting.appearance,
                    sighting.quality.chromaTenths.map({ $0 >= grayChromaTenths }) ?? true
                {
                    embedding = look
                    embeddings.append(look)
                }
                guard let name = sighting.track else { continue }
                let track = Track(camera: picture.camera.id, name: name)
                let time = picture.eventTime.milliseconds
                if let place = placeOf[track], time - tracks[place].last < Self.restartMs {
                    tracks[place].last = time
                } else if let embedding {
                    placeOf[track] = tracks.count
                    tracks.append(TrackLook(camera: picture.camera.id, first: time, last: time, embedding: embedding))
                }
            }
            if !embeddings.isEmpty { pictures.append(PictureLooks(camera: picture.camera.id, embeddings: embeddings)) }
        }
    }
}
