import ReIdentification
import Recognition

/// What was asked and answered so far, picture by picture.
struct SequenceTally {
    private let name: String
    private var pictures = 0
    private var sightings: [(person: Int, id: String?)] = []
    private var decisions: [String: Int] = [:]
    private var violations = SequenceViolations()
    private var lowestSeen: Similarity?
    /// The id that each track of each camera was last answered with.
    private var idOfTrack: [Camera: [String: PersonID]] = [:]

    init(name: String) {
        self.name = name
    }

    mutating func add(_ picture: PictureSequence.Picture, request: FrameRequest, decisions answers: [Decision]) {
        pictures += 1
        violations.missingAnswers += abs(answers.count - request.detections.count)
        for (row, person) in picture.people.enumerated() {
            sightings.append((person.id, answers.indices.contains(row) ? answers[row].personID.description : nil))
        }
        for answer in answers {
            decisions[answer.kind.rawValue, default: 0] += 1
            if answer.kind == .match, !answer.isNew, let similarity = answer.similarity {
                lowestSeen = min(lowestSeen ?? similarity, similarity)
            }
            // Beyond its limit of rows the service answers fail-open because it is meant to.
            if answer.kind == .failopen, !answer.reasons.contains(.tooManyRows) { violations.failures += 1 }
        }
        countSharedIDs(request.detections, answers)
        for (detection, answer) in zip(request.detections, answers) {
            let last = detection.track.flatMap { idOfTrack[request.camera]?[$0] }
            if answer.kind == .continued, !Self.isSame(last, answer) { violations.misplacedAnswers += 1 }
            if let track = detection.track { idOfTrack[request.camera, default: [:]][track] = answer.personID }
        }
    }

    /// Found to be one person later on, an id goes on under the older one.
    private static func isSame(_ last: PersonID?, _ answer: Decision) -> Bool {
        last.map { $0 == answer.personID || answer.aliases.contains($0) } ?? false
    }

    /// Boxes that lie nearly on top of each other are one person to the service, whoever drew two of them.
    private mutating func countSharedIDs(_ detections: [Detection], _ answers: [Decision]) {
        let subjects = PictureGrouping(detections).subjectOfRow
        for (row, answer) in answers.enumerated().prefix(subjects.count) {
            violations.sharedIDs += answers[..<row].enumerated().count { earlier, other in
                other.personID == answer.personID && subjects[earlier] != subjects[row]
            }
        }
    }

    var outcome: SequenceOutcome {
        let score = IdentityScore(sightings)
        return SequenceOutcome(
            name: name, pictures: pictures, people: score.people, sightings: score.sightings, idf1: score.idf1,
            pairwisePrecision: score.pairwisePrecision, pairwiseRecall: score.pairwiseRecall, pairwiseF1: score.pairwiseF1,
            pairs: score.pairs, wrongPairs: score.wrongPairs, mixedPairs: score.mixedPairs,
            splitPairs: score.splitPairs, lowestSeenSimilarity: lowestSeen?.value, fragmentation: score.fragmentation,
            decisions: decisions, violations: violations)
    }
}
