import Recognition

/// A house in which a trial lets people come and go, picture by picture. A value: a copy goes on by itself.
struct TrialHouse {
    /// One person before a camera.
    struct Row {
        var crop: LabelledCrop
        /// The id of the camera's own tracker; nil for a camera without one.
        var track: String?
        /// Pixels from the left border.
        var x: Int32 = 20
        /// The share of the box, in thousandths, that another person's box covers.
        var overlapPermille: Int32 = 0
    }

    private var state: IdentityState
    private var sequence: UInt64 = 0
    /// What lies between the trial's time and the house's.
    private var elapsed: Int64 = 0
    private(set) var inferences = 0
    private static let model = ModelID("trial")
    /// Any day: decisions must not depend on it.
    private static let midnight: Int64 = 1_778_779_800_000

    init(policy: MatchPolicy) {
        state = IdentityState(model: Self.model, policy: policy)
    }

    /// Nothing happens for so many milliseconds, after which the trial's time begins anew.
    mutating func rest(_ milliseconds: Int64) { elapsed += milliseconds }

    /// - Parameter time: milliseconds since the trial began; never less than that of the picture before.
    /// - Returns: one decision per row.
    mutating func show(_ rows: [Row], camera number: Int, at time: Int64) -> [Decision] {
        sequence += 1
        let camera = Camera(id: "c\(number)", name: "Camera \(number)")
        let logged = Timestamp(milliseconds: Self.midnight + elapsed + time)
        var sightings = rows.map(Self.sighting)
        let isWanted = state.needsEmbedding(sightings, camera: camera, at: logged)
        for row in sightings.indices where isWanted[row] {
            let crop = rows[row].crop
            inferences += 1
            sightings[row].quality.sharpness = crop.quality.sharpness
            sightings[row].quality.chromaTenths = crop.quality.chromaTenths
            sightings[row].appearance = .embedded(crop.embedding)
        }
        let observation = FrameObservation(
            camera: camera, eventTime: logged, model: Self.model, sightings: sightings, seed: sequence)
        return state.apply(LogEntry(sequence: sequence, logged: logged, event: .observed(observation))).decisions
    }

    /// All boxes have one size, so that a track goes on when somebody else gets its id.
    private static func sighting(of row: Row) -> Sighting {
        Sighting(
            className: "person", box: BoundingBox(x: row.x, y: 20, width: 64, height: 128), scorePermille: 900,
            track: row.track, quality: Quality(width: 64, height: 128, overlapPermille: row.overlapPermille),
            appearance: .trackSuffices)
    }
}
