import Recognition
import Testing

@testable import Evaluation

@Suite(.timeLimit(.minutes(5))) struct CropEvaluationTests {
    private static let policy: MatchPolicy = {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 400_000)
        policy.usesCameraMeans = true
        return policy
    }()

    private func report(_ scenarios: [Scenario], explores: Bool = false) async -> EvaluationReport {
        let library = CropLibrary(DrawnPeople.crops(people: 24, likeness: 0.4)) { $0.file.hasSuffix("-0.jpg") }
        var evaluation = CropEvaluation(library: library, policy: Self.policy)
        evaluation.scenarios = scenarios
        evaluation.seeds = 1
        evaluation.explores = explores
        var report = EvaluationReport(title: "drawn")
        let steps = Counter()
        await evaluation.fill(&report) { done, all in steps.count(done, all) }
        #expect(steps.last >= 3)
        return report
    }

    @Test("Days and the timeline get a row each, a timeline's densities are its parts, and all are beside the reference")
    func rows() async throws {
        let report = await report([.home, .soloBusy] + Scenario.timelines(.none))
        #expect(report.days.map(\.name) == ["home", "solo-busy"])
        #expect(report.timeline.map(\.name) == ["timeline, no tracks"])
        let timeline = try #require(report.timeline.first)
        #expect(timeline.parts.map(\.name) == ["all", "half", "fifth"].map { "timeline, no tracks, \($0)" })
        #expect(timeline.episodes == timeline.parts.reduce(0) { $0 + $1.episodes })
        #expect(timeline.current.inferencesPerRow == 1)
        for row in report.days + report.timeline {
            #expect(row.reference?.missed != nil && row.current.missed != nil)
            #expect(abs((row.ratio ?? 0) - (row.costRatio?.value ?? 0)) < 1e-9)
        }
    }

    @Test("Trials are run when they are asked for, and say how many visitors were lost")
    func trials() async {
        let library = CropLibrary(DrawnPeople.crops(people: 40, likeness: 0.6)) { $0.file.hasSuffix("-0.jpg") }
        var evaluation = CropEvaluation(library: library, policy: Self.policy)
        (evaluation.scenarios, evaluation.runsTrials) = ([], true)
        var report = EvaluationReport(title: "drawn")
        await evaluation.fill(&report) { _, _ in }
        #expect(report.trials.map(\.name) == ["fresh house", "one resident", "switched track"])
        for trial in report.trials {
            #expect(trial.visitors > 0 && (0...trial.visitors).contains(trial.lost), "\(trial.name)")
        }
    }

    @Test("Exploring shows every part and every constant, with the value in use among the values")
    func exploring() async throws {
        let report = await report([.busy], explores: true)
        #expect(report.ablation.count == Ablation.all(of: Self.policy).count)
        let constants = PolicyCurve.all(of: Self.policy)
        #expect(report.costCurves.map(\.constant) == constants.map(\.name))
        let inUse = 100 * (report.days.first?.current.cost ?? -1)
        for curve in report.costCurves {
            let point = try #require(curve.points.first { $0.value == curve.chosen }, "\(curve.constant)")
            #expect(abs(point.costPer100Episodes - inUse) < 1e-9, "\(curve.constant)")
            #expect(curve.points.map(\.value) == curve.points.map(\.value).sorted())
        }
    }

    @Test("The constants of a rule that is off have no curve")
    func rulesThatAreOff() {
        let names = PolicyCurve.all(of: Self.policy.withoutLaterRules).map(\.name)
        #expect(names.contains("b (cosine)") && !names.contains("same camera (cosine)"))
        #expect(!names.contains("looks kept of a camera"))
    }

    @Test("A curve moves its own constant and nothing else")
    func constants() {
        for curve in PolicyCurve.all(of: Self.policy) {
            #expect(curve.policy(Self.policy, with: curve.chosen ?? .nan) == Self.policy, "\(curve.name)")
            for value in curve.values where value != curve.chosen {
                #expect(curve.policy(Self.policy, with: value) != Self.policy, "\(curve.name) at \(value)")
            }
        }
    }
}
