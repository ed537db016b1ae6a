import Imaging
import Recognition

/// A request on its way to an observation: its rows grouped into sightings, its boxes laid over its picture.
struct SightedFrame: Sendable {
    let request: FrameRequest
    let view: PictureView
    private(set) var sightings: [Sighting]
    /// Each sighting's box in the picture's own pixels; nil when it is impossible, outside, or there is no picture.
    let rects: [PixelRect?]
    /// The sighting of every detection; nil for detections beyond what is logged.
    private let sightingOfDetection: [Int?]
    /// Why there was something to look at and it could not be looked at.
    private var failures: [Reason] = []

    init(_ request: FrameRequest, view: PictureView, limits: ReIdentifier.Limits) {
        self.request = request
        self.view = view

        // Best scores first where there are too many; their order in the request is kept.
        let detections = request.detections
        var logged = Array(detections.indices)
        if logged.count > limits.loggedRows {
            logged.sort { (-detections[$0].scorePermille, $0) < (-detections[$1].scorePermille, $1) }
            logged = logged.prefix(limits.loggedRows).sorted()
        }
        let grouping = PictureGrouping(logged.map { detections[$0] })
        var sightingOfDetection = [Int?](repeating: nil, count: detections.count)
        for (position, detection) in logged.enumerated() {
            sightingOfDetection[detection] = grouping.subjectOfRow[position]
        }
        self.sightingOfDetection = sightingOfDetection

        let placement = Placement(frame: request.frameSize, picture: view.size)
        rects = grouping.subjects.map { $0.box.flatMap(placement.rect) }
        sightings = zip(grouping.subjects, rects).map { subject, rect in
            Sighting(
                className: subject.className, box: subject.box, scorePermille: subject.scorePermille, label: subject.label,
                labelScorePermille: subject.labelScorePermille, track: subject.track,
                quality: placement.quality(of: subject, rect: rect, isDetectionFrame: request.isDetectionFrame),
                appearance: Self.appearance(of: subject, rect: rect, view: view))
        }

        let people = sightings.indices.filter { sightings[$0].appearance == .trackSuffices }
        if people.count > limits.embeddedRows {
            let ranked = people.sorted { (-sightings[$0].scorePermille, $0) < (-sightings[$1].scorePermille, $1) }
            for row in ranked.dropFirst(limits.embeddedRows) { fail(row, .tooManyRows) }
        }
    }

    /// Until something was looked at, a person is a row that its track may settle.
    private static func appearance(of subject: Subject, rect: PixelRect?, view: PictureView) -> Appearance {
        if let reason = subject.unusable { return .unusable(reason) }
        if case .picture = view, rect == nil { return .unusable(.outsidePicture) }
        return .trackSuffices
    }

    /// Rows whose appearance is still open and that the state wants looked at.
    func rowsToEmbed(_ isWanted: [Bool]) -> [Int] {
        sightings.indices.filter { isWanted[$0] && sightings[$0].appearance == .trackSuffices }
    }

    mutating func apply(_ looks: [Look], to rows: [Int]) {
        for (row, look) in zip(rows, looks) {
            switch look {
            case .seen(let embedding, let quality, let desaturated):
                sightings[row].quality.sharpness = quality.sharpness
                sightings[row].quality.chromaTenths = quality.chromaTenths
                sightings[row].appearance = .embedded(embedding, desaturated: desaturated)
            case .unusable(let reason): sightings[row].appearance = .unusable(reason)
            case .unavailable(let reason): fail(row, reason)
            }
        }
    }

    private mutating func fail(_ row: Int, _ reason: Reason) {
        sightings[row].appearance = .unavailable(reason)
        failures.append(reason)
    }

    /// What a strict request is refused for.
    var strictFailure: StrictFailure? {
        if let reason = view.reason { return .picture(reason) }
        if failures.contains(.overloaded) || failures.contains(.deadline) { return .overloaded }
        return failures.first { [.undecodable, .truncated, .decodeBudget].contains($0) }.map { .picture($0) }
    }

    /// One decision per detection, in the request's order.
    /// - Parameter decisions: one per sighting; nil when the log failed.
    func answer(_ decisions: [Decision]?, policy: MatchPolicy, model: ModelID, timings: StageTimings) -> FrameAnswer {
        let rows = request.detections.indices.map { index in
            if let decisions, let sighting = sightingOfDetection[index] { return decisions[sighting] }
            return Decision(
                unloggedRow: index, of: request, policy: policy, reason: decisions == nil ? .logFailed : .tooManyRows)
        }
        let embeddings = sightingOfDetection.map { sighting -> Embedding? in
            guard let sighting, case .embedded(let embedding, _) = sightings[sighting].appearance else { return nil }
            return embedding
        }
        return FrameAnswer(decisions: rows, embeddings: embeddings, model: model, timings: timings)
    }
}
