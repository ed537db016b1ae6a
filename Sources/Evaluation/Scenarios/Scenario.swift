/// What a policy is tried on: a kind of simulated day, the real order of arrival, or a recorded log.
package enum Scenario: Sendable, Hashable {
    /// Sixteen hours in which four residents come and go among visitors.
    case home
    /// Four hours of strangers.
    case busy
    /// As busy, and half of the groups part after the first camera.
    case split
    /// As `home` and as `busy`, and everyone comes alone.
    case soloHome, soloBusy
    /// One resident is this share of the pictures of every camera; visitors come alone, a few at a time.
    case resident(percent: Int)
    /// The people of the data set as they really came.
    case timeline(Timeline)
    /// What a service has recorded.
    case recorded

    /// How much of the real order of arrival is used.
    package struct Timeline: Sendable, Hashable {
        package var density: Density
        package var trackIDs: TrackIDs

        package init(_ density: Density, _ trackIDs: TrackIDs) {
            self.density = density
            self.trackIDs = trackIDs
        }
    }

    /// Which share of the people come at all.
    package enum Density: String, Sendable, Hashable {
        case all, half, fifth
        /// Everybody, with the sessions laid over each other, each from a random moment on. Not how people really came: a part
        /// of a data set has fewer people than a street, and this many at once is what such a part cannot show otherwise.
        case crowded

        var share: Double {
            switch self {
            case .all, .crowded: 1
            case .half: 0.5
            case .fifth: 0.2
            }
        }

        /// How the people of the data set really came.
        package static let real: [Density] = [.all, .half, .fifth]
    }

    /// What the cameras' trackers say.
    package enum TrackIDs: Sendable, Hashable {
        /// In this share of its pictures a track gets another id.
        case switched(percent: Int)
        /// No ids at all.
        case none
    }

    package static let days: [Scenario] = [.home, .busy, .split]
    package static let soloDays: [Scenario] = [.soloHome, .soloBusy]
    package static let residentDays: [Scenario] = [60, 80, 90, 95].map { .resident(percent: $0) }
    package static let trackIDs: [TrackIDs] = [.switched(percent: 0), .switched(percent: 5), .switched(percent: 15), .none]

    /// The real order of arrival at every density.
    package static func timelines(_ trackIDs: TrackIDs) -> [Scenario] {
        Density.real.map { .timeline(Timeline($0, trackIDs)) }
    }

    /// More people at once than the data set really has.
    package static let crowded = Scenario.timeline(Timeline(.crowded, .switched(percent: 5)))

    package var isTimeline: Bool {
        if case .timeline = self { return true }
        return false
    }

    /// Scenarios of one group are reported together.
    package var group: String {
        switch self {
        case .home: "home"
        case .busy: "busy"
        case .split: "split"
        case .soloHome: "solo-home"
        case .soloBusy: "solo-busy"
        case .resident(let percent): "resident\(percent)"
        case .timeline(let timeline) where timeline.density == .crowded: "timeline, crowded"
        case .timeline(let timeline):
            switch timeline.trackIDs {
            case .switched(let percent): "timeline, \(percent) % switches"
            case .none: "timeline, no tracks"
            }
        case .recorded: "recorded"
        }
    }

    package var name: String {
        if case .timeline(let timeline) = self, timeline.density != .crowded { return "\(group), \(timeline.density.rawValue)" }
        return group
    }
}
