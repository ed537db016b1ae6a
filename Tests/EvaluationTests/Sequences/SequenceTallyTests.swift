import ReIdentification
import Recognition
import Testing

@testable import Evaluation

@Suite struct SequenceTallyTests {
    private let camera = Camera(id: "c", name: "c")
    private let apart = [BoundingBox(x: 0, y: 0, width: 50, height: 100)!, BoundingBox(x: 200, y: 0, width: 50, height: 100)!]

    private func violations(
        _ boxes: [BoundingBox], tracks: [String?] = [nil, nil], answers: [[(Decision.Kind, String)]]
    ) -> SequenceViolations {
        var tally = SequenceTally(name: "s")
        for (index, rows) in answers.enumerated() {
            let time = Timestamp(milliseconds: Int64(index) * 1_000)
            let picture = PictureSequence.Picture(
                file: "", camera: camera, time: time, people: boxes.enumerated().map { .init(id: $0.offset, box: $0.element) })
            let request = FrameRequest(
                camera: camera, eventTime: time,
                detections: zip(boxes, tracks).map { Detection(className: "person", box: $0, scorePermille: 900, track: $1) },
                picture: nil)
            tally.add(
                picture, request: request,
                decisions: rows.map { kind, id in
                    Decision(kind: kind, personID: PersonID(id), isNew: false, threshold: Probability(permille: 750))
                })
        }
        return tally.outcome.violations
    }

    @Test("different ids are right")
    func right() {
        #expect(violations(apart, answers: [[(.new, "a"), (.new, "b")], [(.match, "a"), (.match, "b")]]).count == 0)
    }

    @Test("one id for two people of a picture is a violation, unless two boxes lie nearly on top of each other")
    func sharedIDs() {
        #expect(violations(apart, answers: [[(.new, "a"), (.new, "a")]]).sharedIDs == 1)
        #expect(violations([apart[0], apart[0]], answers: [[(.new, "a"), (.new, "a")]]).count == 0)
    }

    @Test("an answer too few, one too many, and a failure are violations")
    func numbers() {
        #expect(violations(apart, answers: [[(.new, "a")]]).missingAnswers == 1)
        #expect(violations(apart, answers: [[(.new, "a"), (.new, "b"), (.new, "c")]]).missingAnswers == 1)
        #expect(violations(apart, answers: [[(.new, "a"), (.failopen, "b")]]).failures == 1)
    }

    @Test("answers in the wrong order show by the tracks that go on")
    func order() {
        let first: [(Decision.Kind, String)] = [(.new, "a"), (.new, "b")]
        let right: [(Decision.Kind, String)] = [(.continued, "a"), (.continued, "b")]
        #expect(violations(apart, tracks: ["1", "2"], answers: [first, right]).count == 0)
        #expect(violations(apart, tracks: ["1", "2"], answers: [first, right.reversed()]).misplacedAnswers == 2)
        // No track was named, so none can go on.
        #expect(violations(apart, answers: [first, right]).misplacedAnswers == 2)
    }

    @Test("The lowest similarity is that of answers that say seen; pairs whose ids disagree with their people are wrong")
    func lowestSimilarity() {
        var tally = SequenceTally(name: "s")
        // Kind, similarity in hundredths, id.
        let answers: [(Decision.Kind, Int32, String)] = [
            (.new, 10, "a"), (.match, 62, "a"), (.match, 41, "a"), (.uncertain, 35, "b"),
        ]
        for (index, (kind, hundredths, id)) in answers.enumerated() {
            let time = Timestamp(milliseconds: Int64(index) * 1_000)
            let detection = Detection(className: "person", box: apart[0], scorePermille: 900, track: nil)
            tally.add(
                .init(file: "", camera: camera, time: time, people: [.init(id: index / 2, box: apart[0])]),
                request: FrameRequest(camera: camera, eventTime: time, detections: [detection], picture: nil),
                decisions: [
                    Decision(
                        kind: kind, personID: PersonID(id), isNew: kind != .match,
                        similarity: Similarity(raw: hundredths * 2_684_354), threshold: Probability(permille: 750))
                ])
        }
        #expect(abs((tally.outcome.lowestSeenSimilarity ?? 0) - 0.41) < 1e-6)
        #expect(tally.outcome.pairs == 6 && tally.outcome.mixedPairs == 2 && tally.outcome.wrongPairs == 3)
    }
}
