/// The order in which the people of Market-1501 really came, read off the file names.
///
/// A name carries the frame of its camera and sequence, 25 frames a second. The clocks of some cameras run apart in some
/// sequences; the corrections were found from people who pass several cameras. They hold for Market-1501 only.
struct RealTimeline: Sendable {
    private static let frameMs: Int64 = 40
    /// From the end of one session to the beginning of the next.
    static let sessionGapMs: Int64 = 5 * 3_600_000
    /// Overlaid sessions begin within this time.
    private static let overlayMs: Int64 = 600_000
    /// A tracker's id goes on while a person is seen again at the same camera so soon.
    static let trackGapMs: Int64 = 5_000

    /// Cameras that share a clock and people.
    private struct Session: Hashable, Comparable {
        var sequence: Int
        /// Of cameras 1 and 4, which share no people with the others from sequence 2 on.
        var isApart: Bool

        init(_ crop: LabelledCrop) {
            sequence = crop.sequence
            isApart = crop.sequence >= 2 && (crop.camera == 1 || crop.camera == 4)
        }

        static func < (a: Session, b: Session) -> Bool {
            (a.sequence, a.isApart ? 1 : 0) < (b.sequence, b.isApart ? 1 : 0)
        }
    }

    /// In order of time.
    static func pictures(_ timeline: Scenario.Timeline, crops: [LabelledCrop], seed: UInt64) -> [ScriptedPicture] {
        let people = people(of: crops, density: timeline.density, seed: seed)
        let pictures = pictures(of: people, crops: crops, overlaid: timeline.density == .crowded ? seed : nil)
        switch timeline.trackIDs {
        case .none: return TimelineTracks(switches: nil, seed: seed).following(pictures)
        case .switched(let percent): return TimelineTracks(switches: Double(percent) / 100, seed: seed).following(pictures)
        }
    }

    private static func people(of crops: [LabelledCrop], density: Scenario.Density, seed: UInt64) -> Set<Int> {
        var people = Set(crops.map(\.person)).filter { $0 > 0 }.sorted()
        guard density.share < 1, !people.isEmpty else { return Set(people) }
        var generator = SeededGenerator(seed: seed)
        people.shuffle(using: &generator)
        return Set(people.prefix(max(Int((Double(people.count) * density.share).rounded()), 1)))
    }

    /// One crop per person, camera and frame; one picture per camera and instant.
    /// - Parameter overlaid: the seed by which sessions begin within minutes of each other; nil: one after the other.
    private static func pictures(of people: Set<Int>, crops: [LabelledCrop], overlaid: UInt64?) -> [ScriptedPicture] {
        var sessions: [Session: [Int]] = [:]
        var shown: Set<[Int]> = []
        for (index, crop) in crops.enumerated() where people.contains(crop.person) {
            guard shown.insert([crop.person, crop.camera, crop.sequence, crop.frame]).inserted else { continue }
            sessions[Session(crop), default: []].append(index)
        }
        var pictures: [ScriptedPicture] = []
        var start: Int64 = 0
        var generator = SeededGenerator(seed: overlaid ?? 0)
        for session in sessions.keys.sorted() {
            let indices = sessions[session, default: []]
            if overlaid != nil { start = Int64.random(in: 0..<overlayMs, using: &generator) }
            let first = indices.map { clock(of: crops[$0]) }.min() ?? 0
            let moments = Dictionary(grouping: indices) { [clock(of: crops[$0]) - first, Int64(crops[$0].camera)] }
            let shown = moments.map { moment, indices in
                ScriptedPicture(
                    time: start + moment[0], camera: Int(moment[1]), isGray: false,
                    rows: indices.sorted { crops[$0].person < crops[$1].person }.map {
                        ScriptedPicture.Row(person: crops[$0].person, crop: $0, track: nil, name: nil, place: 0)
                    })
            }.sorted { ($0.time, $0.camera) < ($1.time, $1.camera) }
            pictures += shown
            start = (shown.last?.time ?? start) + sessionGapMs
        }
        return overlaid == nil ? pictures : pictures.sorted { ($0.time, $0.camera) < ($1.time, $1.camera) }
    }

    /// Milliseconds on the clock of its session.
    static func clock(of crop: LabelledCrop) -> Int64 {
        let secondsToAdd: Int64 =
            switch (crop.sequence, crop.camera) {
            case (2, 2): 100
            case (2, 6): 258
            case (3, 2): 244
            case (3, 6): -925
            case (5, 4): 28
            case (6, 4): -20
            default: 0
            }
        return Int64(crop.frame) * frameMs + secondsToAdd * 1_000
    }
}
