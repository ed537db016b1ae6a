import Testing

@testable import Evaluation

@Suite struct ScenarioScoreTests {
    /// One person, one row per picture, at the given seconds.
    private func script(_ seconds: [Int64]) -> ScenarioScript {
        let crops = DrawnPeople.crops(people: 1, cameras: 1, perCamera: 1)
        return ScenarioScript(
            .busy, crops: crops,
            pictures: seconds.map {
                ScriptedPicture(
                    time: $0 * 1_000, camera: 1, isGray: false,
                    rows: [.init(person: 1, crop: 0, track: "t", name: nil, place: 0)])
            })
    }

    private func score(_ seconds: [Int64], _ answers: [(identity: Int, isNew: Bool)]) -> ScenarioScore {
        ScenarioScore(
            of: ScenarioAnswers(pictures: answers.map { [RowAnswer(identity: $0.identity, isNew: $0.isNew)] }),
            to: script(seconds))
    }

    @Test("Sightings a minute apart are one episode, further apart two; each is told of, missed, or told of again")
    func episodes() {
        let right = score([0, 60, 121], [(1, true), (1, false), (1, true)])
        #expect(right.episodes == 2 && right.missed == 0 && right.duplicates == 0 && right.cost == 0)
        let missed = score([0, 60, 121], [(1, true), (1, false), (1, false)])
        #expect(missed.missed == 1 && missed.missedPersonRate == 0.5 && missed.cost == 5)
        let again = score([0, 10, 20], [(1, true), (2, true), (2, true)])
        #expect(again.duplicates == 2 && again.duplicateRate == 2 && again.fragmentation == 2)
    }

    @Test("A client that tells of every id once in five minutes misses nobody it told of in the five minutes before")
    func client() {
        // The id stays: one notification for three episodes within five minutes, then another one.
        let steady = score([0, 100, 200, 400], [(1, true), (1, true), (1, true), (1, true)])
        #expect(steady.clientMissed == 0 && steady.clientDuplicates == 0)
        // Another id at once is a notification too many.
        let torn = score([0, 10], [(1, true), (2, false)])
        #expect(torn.clientDuplicates == 1)
    }

    @Test("A client that knows the id from somebody else misses the person")
    func mixed() {
        let crops = DrawnPeople.crops(people: 2, cameras: 1, perCamera: 1)
        func picture(_ person: Int, _ second: Int64) -> ScriptedPicture {
            ScriptedPicture(
                time: second * 1_000, camera: 1, isGray: false,
                rows: [.init(person: person, crop: person - 1, track: "\(person)", name: nil, place: 0)])
        }
        let script = ScenarioScript(.busy, crops: crops, pictures: [picture(1, 0), picture(2, 100)])
        let score = ScenarioScore(
            of: ScenarioAnswers(pictures: [[RowAnswer(identity: 1, isNew: true)], [RowAnswer(identity: 1, isNew: false)]]),
            to: script)
        #expect(score.missed == 1 && score.clientMissed == 1 && score.mixed == 1)
    }

    @Test("Two people of one picture under one id are a violation, and so is a row without an answer")
    func violations() {
        let crops = DrawnPeople.crops(people: 2, cameras: 1, perCamera: 1)
        let rows = (0..<2).map { ScriptedPicture.Row(person: $0 + 1, crop: $0, track: "\($0)", name: nil, place: $0) }
        let script = ScenarioScript(
            .busy, crops: crops, pictures: [ScriptedPicture(time: 0, camera: 1, isGray: false, rows: rows)])
        let one = RowAnswer(identity: 1, isNew: true)
        #expect(ScenarioScore(of: ScenarioAnswers(pictures: [[one, one]]), to: script).violations == 1)
        #expect(ScenarioScore(of: ScenarioAnswers(pictures: [[one]]), to: script).violations == 1)
    }
}
