import Evaluation
import Foundation
import ObservationStore
import Recognition

/// The tracks of the service's own history, of one model, by day: a gray picture's crop tells nothing of colours.
struct RecordedTracks {
    let log: URL
    let model: ModelID
    let grayChromaTenths: Int32

    /// The newest pictures that are looked at.
    private static let pictures = 20_000
    /// Some trackers count from one again: after so long an id is another track's.
    private static let restartMs: Int64 = 60_000

    /// - Throws: `StoreError`.
    func tracks() async throws -> [TrackLook] {
        let entries = try await ObservationHistory(file: log).entries(limit: Self.pictures)
        var tracks: [TrackLook] = []
        var placeOf: [Track: Int] = [:]
        for case .observed(let picture)? in entries.map({ $0.entry?.event }) where picture.model == model {
            for sighting in picture.sightings {
                guard let name = sighting.track, sighting.className == "person" else { continue }
                let track = Track(camera: picture.camera.id, name: name)
                let time = picture.eventTime.milliseconds
                if let place = placeOf[track], time - tracks[place].last < Self.restartMs {
                    tracks[place].last = time
                    continue
                }
                guard case .embedded(let embedding, _) = sighting.appearance,
                    sighting.quality.chromaTenths.map({ $0 >= grayChromaTenths }) ?? true
                else { continue }
                placeOf[track] = tracks.count
                tracks.append(TrackLook(camera: picture.camera.id, first: time, last: time, embedding: embedding))
            }
        }
        return tracks
    }

    private struct Track: Hashable {
        var camera: String
        var name: String
    }
}
