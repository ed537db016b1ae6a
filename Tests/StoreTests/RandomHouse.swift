import Recognition

/// A house with cameras, people and accidents, the same for the same seed: events for a log.
struct RandomHouse {
    static let model = ModelID("drawn")
    /// 2025-09-19, so that ids look like real ones.
    static let start: Int64 = 1_758_250_000_000
    /// Whoever comes again to the same camera is recognized as anywhere: what is stored of one person is under one id.
    static let policy = {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        policy.sameCameraMicro = nil
        return policy
    }()

    private var generator: SplitMix64
    private(set) var milliseconds = RandomHouse.start

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    private mutating func dice(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }

    /// Person n on axis n, seen with some noise.
    mutating func embedding(of person: Int, dimension: Int = 64) -> Embedding {
        let noise = 1.2 / Float(dimension).squareRoot()
        var values = (0..<dimension).map { _ in Float.random(in: -noise...noise, using: &generator) }
        values[person] += 1
        return Embedding(normalizing: values) ?? Embedding(components: [])
    }

    /// Nothing happens for so long.
    mutating func sleep(_ milliseconds: Int64) { self.milliseconds += milliseconds }

    /// The next event; time goes on by nothing, moments, or long.
    mutating func next() -> LogEntry.Event {
        milliseconds += [0, 300, 1_000, 7_000, 45_000, 400_000][dice(6)]
        if dice(50) == 0 {
            var policy = Self.policy
            policy.trackingWindowMs = Int64(20 + dice(60)) * 1_000
            return .configured(Self.model, policy)
        }
        if dice(50) == 0 { return .corrected(.labelled(PersonID("person_\(milliseconds)_nobodyyet"), "name 1")) }
        let rows = (0..<1 + dice(4)).map { sighting(place: $0) }
        let camera = dice(3)
        return .observed(
            FrameObservation(
                camera: Camera(id: "camera \(camera)", name: "Camera ✓ \(camera)"),
                eventTime: Timestamp(milliseconds: milliseconds - Int64(dice(15_000))), model: Self.model, sightings: rows,
                seed: generator.next(), idempotencyKey: dice(4) == 0 ? "key \(dice(20))" : nil))
    }

    private mutating func sighting(place: Int) -> Sighting {
        let person = dice(6)
        let appearance: Appearance =
            switch dice(10) {
            case 0: .trackSuffices
            case 1: .unavailable(.overloaded)
            case 2: .unusable(.tooSmall)
            case 3: .embedded(embedding(of: person), desaturated: embedding(of: person))
            default: .embedded(embedding(of: person))
            }
        return Sighting(
            className: dice(12) == 0 ? "vehicle" : "person",
            box: dice(20) == 0 ? nil : BoundingBox(x: Int32(place * 300 + dice(40)), y: 0, width: 100, height: 300),
            scorePermille: Int32(dice(1_001)), label: dice(8) == 0 ? "name \(person)" : nil,
            track: dice(2) == 0 ? "t\(person)" : nil,
            quality: Quality(width: 100, height: 300, sharpness: 100, chromaTenths: 200),
            appearance: appearance)
    }
}
