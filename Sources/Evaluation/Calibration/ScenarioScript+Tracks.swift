import Recognition

extension ScenarioScript {
    /// What the script's trackers followed, without who it was; gray passes are left out.
    /// - Parameter sightings: no more rows than these are looked at.
    package func tracks(sightings: Int = .max) -> [TrackLook] {
        var order: [String] = []
        var looks: [String: TrackLook] = [:]
        var rows = 0
        for picture in pictures where rows < sightings {
            rows += picture.rows.count
            guard !picture.isGray else { continue }
            for row in picture.rows {
                guard let track = row.track else { continue }
                if looks[track] != nil {
                    looks[track]?.last = picture.time
                } else {
                    order.append(track)
                    looks[track] = TrackLook(
                        camera: "\(picture.camera)", first: picture.time, last: picture.time,
                        embedding: crops[row.crop].embedding)
                }
            }
        }
        return order.compactMap { looks[$0] }
    }
}
