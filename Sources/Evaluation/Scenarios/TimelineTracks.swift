/// What the cameras' trackers make of pictures in their real order: ids, and where in the picture each person stands.
struct TimelineTracks: Sendable {
    private struct Track {
        var id: Int
        var place: Int
        var last: Int64
    }

    private struct Key: Hashable {
        var camera: Int
        var person: Int
    }

    /// Share of a track's further pictures in which it gets another id; nil when there are no ids at all.
    let switches: Double?
    let seed: UInt64

    /// The same pictures with tracks and places.
    /// - Parameter pictures: in order of time.
    func following(_ pictures: [ScriptedPicture]) -> [ScriptedPicture] {
        // Another stream than the choice of people, so that every share of switches has the same people.
        var generator = SeededGenerator(seed: seed ^ 0x7261_636B)
        var tracks: [Key: Track] = [:]
        var ids = 0
        return pictures.map { picture in
            var picture = picture
            func goesOn(_ track: Track) -> Bool { picture.time - track.last <= RealTimeline.trackGapMs }
            for row in picture.rows.indices {
                let key = Key(camera: picture.camera, person: picture.rows[row].person)
                // Always drawn, so that one switch does not move all later ones.
                let isSwitched = generator.chance(switches ?? 0)
                if var track = tracks[key], goesOn(track) {
                    track.last = picture.time
                    if isSwitched {
                        ids += 1
                        track.id = ids
                    }
                    tracks[key] = track
                } else {
                    ids += 1
                    let held = Set(tracks.filter { $0.key.camera == key.camera && goesOn($0.value) }.map(\.value.place))
                    let free = (0...held.count).first { !held.contains($0) } ?? held.count
                    tracks[key] = Track(id: ids, place: free, last: picture.time)
                }
                guard let track = tracks[key] else { continue }
                picture.rows[row].track = switches == nil ? nil : "\(track.id)"
                picture.rows[row].place = track.place
            }
            return picture
        }
    }
}
