import Recognition
import Testing

@testable import Evaluation

@Suite(.timeLimit(.minutes(5))) struct ScenarioTrialTests {
    private static let policy: MatchPolicy = {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 400_000)
        policy.usesCameraMeans = true
        (policy.rawSlopeMilli, policy.rawOffsetMicro) = (22_000, 500_000)
        return policy
    }()

    @Test("People who look alike to themselves are told of about once, no two of a picture get one id, and ours costs less")
    func people() async {
        let scripts = Scenario.days.map {
            ScenarioScript($0, crops: DrawnPeople.crops(people: 40, likeness: 0.6), seed: 1)
        }
        let trial = await ScenarioTrial.ours(scripts, policy: Self.policy)
        let reference = await ScenarioTrial.reference(scripts)
        for scenario in Scenario.days {
            let (ours, theirs) = (trial.score(of: scenario), reference.score(of: scenario))
            #expect(ours.violations == 0 && ours.episodes == theirs.episodes && ours.episodes > 300)
            #expect(ours.cost < 0.1)
            #expect(ours.cost <= theirs.cost)
        }
        #expect(trial.reliability.bins.contains { $0.predicted > 0.9 && $0.observed > 0.9 })
    }

    @Test("The same day gives the same answers")
    func determinism() {
        let script = ScenarioScript(.home, crops: DrawnPeople.crops(people: 30), seed: 2)
        func answers() -> [[String]] {
            ScenarioRun.answers(to: script, policy: Self.policy).pictures.map {
                $0.map { "\($0.identity) \($0.isNew) \($0.probabilitySeen ?? 0)" }
            }
        }
        #expect(answers() == answers())
    }

    /// "Done when": what must always hold, over 10,000 pictures.
    @Test("Over 10,000 simulated pictures nothing that must always hold is broken")
    func invariants() async {
        let crops = DrawnPeople.crops(people: 60, likeness: 0.45)
        let scripts = ScenarioScript.scripts(Scenario.days, crops: crops, seeds: 2)
        #expect(scripts.reduce(0) { $0 + $1.pictures.count } > 10_000)
        let trial = await ScenarioTrial.ours(scripts, policy: Self.policy)
        #expect(trial.scores.allSatisfy { $0.score.violations == 0 })
    }

    @Test("A missed person is the worst mistake, and a mistake names both crops")
    func mistakes() async {
        let script = ScenarioScript(.busy, crops: DrawnPeople.crops(people: 40, likeness: 0.3), seed: 1)
        let trial = await ScenarioTrial.ours([script], policy: Self.policy)
        #expect(!trial.mistakes.isEmpty)
        #expect(trial.mistakes.allSatisfy { !$0.crop.isEmpty && $0.sentence.hasSuffix(".") })
        let kinds = trial.mistakes.map { $0.sentence.contains("nobody was told") }
        #expect(kinds == kinds.sorted { $0 && !$1 })
    }

    @Test("Every row that the state wants to see counts as an inference, without tracks all of them")
    func inferences() {
        let crops = DrawnPeople.crops(people: 20)
        func share(_ trackIDs: Scenario.TrackIDs) -> Double {
            let script = ScenarioScript(.timeline(.init(.all, trackIDs)), crops: crops, seed: 1)
            return ScenarioScore(of: ScenarioRun.answers(to: script, policy: Self.policy), to: script).inferencesPerRow
        }
        #expect(share(.none) == 1)
        #expect(share(.switched(percent: 0)) < 1)
        let gray = ScenarioScript(.busy, crops: crops, seed: 1)
        let score = ScenarioScore(of: ScenarioRun.answers(to: gray, policy: Self.policy), to: gray)
        #expect(score.twins > 0 && score.twins < score.inferences && score.inferences < score.rows)
    }
}
