@testable import Recognition

/// A log being told, one picture after the other, and the state that follows it.
struct Story {
    var state: IdentityState
    private(set) var entries: [LogEntry] = []
    static let model = ModelID("drawn")
    /// 2025-09-19, so that ids look like real ones.
    static let start: Int64 = 1_758_250_000_000

    /// Raw cosines on any camera: what most stories are about.
    static let policy = {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        policy.sameCameraMicro = nil
        return policy
    }()

    init(_ policy: MatchPolicy = Story.policy) {
        state = IdentityState(model: Self.model, policy: policy)
    }

    /// - Parameters:
    ///   - second: after the start, on the log's clock.
    ///   - eventSecond: on the request's clock; the same unless given.
    mutating func picture(
        at second: Double, on camera: String = "porch", model: ModelID = Story.model, eventSecond: Double? = nil,
        key: String? = nil, _ sightings: Sighting...
    ) -> [Decision] {
        picture(at: second, on: camera, model: model, eventSecond: eventSecond, key: key, all: sightings)
    }

    mutating func picture(
        at second: Double, on camera: String = "porch", model: ModelID = Story.model, eventSecond: Double? = nil,
        key: String? = nil, all sightings: [Sighting]
    ) -> [Decision] {
        tell(
            .observed(
                FrameObservation(
                    camera: Camera(id: camera, name: camera.uppercased()), eventTime: Self.time(eventSecond ?? second),
                    model: model, sightings: sightings, seed: UInt64(entries.count), idempotencyKey: key)),
            at: second)
    }

    @discardableResult
    mutating func tell(_ event: LogEntry.Event, at second: Double) -> [Decision] {
        fold(event, at: second).decisions
    }

    @discardableResult
    mutating func correct(_ correction: Correction, at second: Double) -> CorrectionOutcome? {
        fold(.corrected(correction), at: second).correction
    }

    mutating func fold(_ event: LogEntry.Event, at second: Double) -> Outcome {
        entries.append(
            LogEntry(sequence: UInt64(entries.count + 1), logged: Self.time(second), event: event))
        return state.apply(entries[entries.count - 1])
    }

    func person(_ id: PersonID) -> KnownPerson? {
        state.person(id, at: state.now)
    }

    func needsEmbedding(at second: Double, on camera: String = "porch", _ sightings: Sighting...) -> [Bool] {
        state.needsEmbedding(sightings, camera: Camera(id: camera, name: camera), at: Self.time(second))
    }

    static func time(_ second: Double) -> Timestamp {
        Timestamp(milliseconds: start + Int64((second * 1000).rounded()))
    }
}

extension MatchPolicy {
    /// As it was before the rules that an entry may leave out.
    var original: MatchPolicy {
        var policy = self
        policy.sameCameraMicro = nil
        policy.companyReachMicro = nil
        policy.pastCrowdPermille = nil
        policy.looks = nil
        policy.strangers = nil
        policy.verification = nil
        policy.nameScorePermille = nil
        return policy
    }
}

extension Sighting {
    /// A person, 100 × 200 pixels with its left edge at `x`, in good quality unless told otherwise.
    static func person(
        _ appearance: Appearance, x: Int32 = 0, label: String? = nil, track: String? = nil, height: Int32 = 200,
        score: Int32 = 900, blurred: Bool = false, nameScore: Int32? = 900, overlap: Int32 = 0
    ) -> Sighting {
        Sighting(
            className: "person", box: BoundingBox(x: x, y: 0, width: 100, height: height), scorePermille: score,
            label: label, labelScorePermille: nameScore, track: track,
            quality: Quality(
                width: 100, height: height, overlapPermille: overlap, sharpness: blurred ? 0 : 500), appearance: appearance)
    }

    static func person(
        _ number: Int, x: Int32 = 0, label: String? = nil, track: String? = nil, blurred: Bool = false
    ) -> Sighting {
        person(.embedded(SyntheticPerson(number).embedding), x: x, label: label, track: track, blurred: blurred)
    }

    static func thing(_ className: String, x: Int32 = 0, label: String? = nil, track: String? = nil) -> Sighting {
        Sighting(
            className: className, box: BoundingBox(x: x, y: 0, width: 100, height: 100), scorePermille: 900,
            label: label, track: track, quality: Quality(width: 100, height: 100),
            appearance: .unusable(className == "face" ? .faceWithoutBody : .otherClass))
    }
}
