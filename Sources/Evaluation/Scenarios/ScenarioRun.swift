import Recognition

/// The identity engine at work on a script, exactly as the service runs it: tracks first, embeddings only where the state
/// asks for them, one log entry per picture.
package struct ScenarioRun {
    private var state: IdentityState
    private var numbers: [PersonID: Int] = [:]
    private var firstCrops: [PersonID: Int] = [:]
    private var sequence: UInt64 = 0
    private var inferences = 0
    private var twins = 0
    private let model = ModelID("day")
    /// Any day: decisions must not depend on it.
    private static let midnight: Int64 = 1_778_779_800_000

    package init(policy: MatchPolicy) {
        state = IdentityState(model: model, policy: policy)
    }

    /// One answer per row of every picture, in their order.
    package static func answers(to script: ScenarioScript, policy: MatchPolicy) -> ScenarioAnswers {
        var run = ScenarioRun(policy: policy)
        let pictures = script.pictures.map { run.answer($0, crops: script.crops) }
        return ScenarioAnswers(pictures: pictures, inferences: run.inferences, twins: run.twins)
    }

    private mutating func answer(_ picture: ScriptedPicture, crops: [LabelledCrop]) -> [RowAnswer] {
        sequence += 1
        let time = Timestamp(milliseconds: Self.midnight + picture.time)
        let camera = Camera(id: "c\(picture.camera)", name: "Camera \(picture.camera)")
        var sightings = picture.rows.map { Self.sighting(of: $0, crop: crops[$0.crop]) }
        let isWanted = state.needsEmbedding(sightings, camera: camera, at: time)
        let wantsTwins = state.wantsDesaturated(at: time)
        for row in sightings.indices where isWanted[row] {
            let crop = crops[picture.rows[row].crop]
            sightings[row].quality.sharpness = crop.quality.sharpness
            sightings[row].quality.chromaTenths = picture.isGray ? 0 : crop.quality.chromaTenths
            let twin = wantsTwins && !picture.isGray ? crop.desaturated : nil
            sightings[row].appearance =
                picture.isGray ? .embedded(crop.desaturated) : .embedded(crop.embedding, desaturated: twin)
            inferences += 1
            twins += twin == nil ? 0 : 1
        }
        let observation = FrameObservation(
            camera: camera, eventTime: time, model: model, sightings: sightings, seed: sequence)
        let decisions = state.apply(LogEntry(sequence: sequence, logged: time, event: .observed(observation))).decisions
        return zip(decisions, picture.rows).map { decision, row in
            let number = numbers[decision.personID] ?? numbers.count
            numbers[decision.personID] = number
            let other = decision.probableSameAs ?? decision.personID
            let candidate = firstCrops[other]
            if firstCrops[decision.personID] == nil { firstCrops[decision.personID] = row.crop }
            return RowAnswer(
                identity: number, isNew: decision.isNew, probabilitySeen: decision.probabilitySeen?.value,
                similarity: decision.similarity?.value, candidateCrop: candidate)
        }
    }

    /// People stand side by side, a box height from each other.
    private static func sighting(of row: ScriptedPicture.Row, crop: LabelledCrop) -> Sighting {
        let box = BoundingBox(
            x: 20 + Int32(row.place) * 2 * crop.quality.height, y: 20, width: max(crop.quality.width, 1),
            height: max(crop.quality.height, 1))
        return Sighting(
            className: "person", box: box, scorePermille: 900, label: row.name,
            labelScorePermille: row.name == nil ? nil : 1_000, track: row.track,
            quality: Quality(width: crop.quality.width, height: crop.quality.height), appearance: .trackSuffices)
    }
}
