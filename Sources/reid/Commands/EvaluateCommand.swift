import ArgumentParser
import Evaluation
import Foundation
import Inference
import ObservationStore
import Recognition

/// `reid evaluate`: how right the decisions are, on pictures whose people are known.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure how well people are recognised, on pictures of known people.",
        discussion: """
            Crops (market1501) give rank-1, mAP and the open set, and scenarios: what a household would have been told \
            of, missed, and told of twice. Scenarios are simulated days, and with --timeline the real order in which the \
            people of Market-1501 came. Sequences (mot) and frames (boxes.json) run the whole service. The same numbers come \
            out on every machine.
            """)

    enum Layout: String, ExpressibleByArgument, CaseIterable {
        case market1501, mot, frames, log
    }

    enum DayChoice: String, ExpressibleByArgument, CaseIterable {
        case home, busy, split, solo, resident, all, none

        var scenarios: [Scenario] {
            switch self {
            case .home: [.home]
            case .busy: [.busy]
            case .split: [.split]
            case .solo: Scenario.soloDays
            case .resident: Scenario.residentDays
            case .all: Scenario.days + Scenario.soloDays + Scenario.residentDays
            case .none: []
            }
        }
    }

    enum PolicyChoice: String, ExpressibleByArgument, CaseIterable {
        case current, reference
    }

    @Option(help: "The folder of the data set, or the file of a log. (default: the service's own log, with --layout log)")
    var data: String?

    @Option(help: "How it is laid out: market1501, mot, frames with boxes.json, or a log, judged by the names in it.")
    var layout = Layout.market1501

    @Option(help: "Whose pictures to use: calibrate on one half of the people, report on the other.")
    var ids = PeopleChoice.all

    @Option(
        help: """
            Which kind of day to simulate: home, busy, split, solo (everyone comes alone), resident (one person is 60 to 95 % \
            of a camera's pictures), all or none.
            """)
    var simulateDay = DayChoice.all

    @Flag(
        help: "Also the real timeline of Market-1501, at three densities, with good, worse and no tracker ids, and once crowded.")
    var timeline = false

    @Flag(help: "Also single situations: a fresh house, one resident on a camera, a tracker that mixes two people up.")
    var trials = false

    @Option(help: "Judge similarities as another built-in model's manifest says, instead of by the model's own.")
    var thresholdsOf: String?

    @Option(help: "Whose answers to judge: ours, or those of a single threshold at its best.")
    var policy = PolicyChoice.current

    @Option(help: "How many scripts of each scenario.")
    var seeds = 10

    @Flag(help: "Also what each part and each constant of the decision is worth. Takes many times as long.")
    var explore = false

    @Option(help: "Write a page with plots and the worst mistakes to this file.")
    var report: String?

    @Flag(help: "A JSON object instead of tables.")
    var json = false

    @OptionGroup var settings: CommonSettings
    @OptionGroup var recognition: RecognitionSettings

    /// The newest entries of a log that are looked at.
    private static let recordedEntries = 50_000

    func validate() throws {
        if data == nil, layout != .log { throw ValidationError("'--data' names the folder of the data set.") }
        try SettingRange.check("seeds", seeds, 1...1_000)
    }

    func run() async throws {
        let workers = WorkerPool(workers: settings.workerCount)
        do {
            let home = HomeFolder(setting: settings.home)
            let choice = ModelChoice(settings, home: home)
            let model = try await choice.load(on: workers)
            let result = try await evaluate(model, policy(for: model, of: choice.store), home: home, on: workers)
            if let report {
                try Data(HTMLReport(result).html.utf8).write(to: URL(fileURLWithPath: report), options: .atomic)
            }
            if json {
                try printJSON(EvaluationSummary(result, of: policy == .current ? .current : .reference))
            } else {
                print(TerminalReport(result).text, terminator: "")
                if let report { print("\nThe page with plots: \(report)") }
            }
            try await workers.shutdown()
        } catch {
            try? await workers.shutdown()
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> any Error {
        switch error {
        case let error as DataSetError: CommandFailure.unavailable("\(error)")
        case let error as StoreError: CommandFailure.unavailable("\(error)")
        case let error as SequenceError: CommandFailure.unavailable("\(error)")
        default: error
        }
    }

    /// The model's own policy, or that of `--thresholds-of`.
    private func policy(for model: LoadedModel, of store: ModelStore) throws -> MatchPolicy {
        guard let thresholdsOf else { return recognition.policy(for: model, threshold: settings.threshold) }
        guard let manifest = store.builtIn.first(where: { $0.name == thresholdsOf }) else {
            let names = store.builtIn.map(\.name).joined(separator: ", ")
            throw CommandFailure.usage("'--thresholds-of' takes the name of a built-in model: \(names).")
        }
        return recognition.policy(
            for: LoadedModel(manifest: manifest, model: model.model, backend: model.backend), threshold: settings.threshold)
    }

    private func evaluate(
        _ model: LoadedModel, _ policy: MatchPolicy, home: HomeFolder, on workers: WorkerPool
    ) async throws -> EvaluationReport {
        let folder = data.map { URL(fileURLWithPath: $0) } ?? home.url.appendingPathComponent("observations.sqlite")
        var report = EvaluationReport(title: "How right reid's decisions are")
        report.commandLine = (["reid"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
        report.model = model.id.description
        report.dataSet = folder.lastPathComponent
        report.notes = model.warnings
        if let thresholdsOf { report.notes.append("Similarities are judged by the thresholds of \(thresholdsOf).") }
        report.threshold = policy.loneCandidateThreshold
        switch layout {
        case .market1501:
            report.ids = ids.rawValue
            let library = try await PeopleChoice.library(
                of: folder, ids, model: model, workers: workers, home: home)
            var evaluation = CropEvaluation(library: library, policy: policy)
            evaluation.scenarios = simulateDay.scenarios
            if timeline { evaluation.scenarios += Scenario.trackIDs.flatMap(Scenario.timelines) + [Scenario.crowded] }
            evaluation.runsTrials = trials
            evaluation.seeds = seeds
            evaluation.explores = explore
            let bar = ProgressBar(label: "evaluating", unit: .things("steps"))
            await evaluation.fill(&report) { bar.show(done: $0, of: $1) }
            bar.finish()
        case .log:
            let recorded = RecordedLog(try await ObservationHistory(file: folder).entries(limit: Self.recordedEntries))
            report.days = [
                .init(
                    name: "recorded", episodes: recorded.score.episodes, pictures: recorded.pictures,
                    current: .init(recorded.score))
            ]
            report.notes.append("Only the \(recorded.people) people with a name count: nothing else says who was who.")
        case .mot, .frames:
            let sequences =
                try layout == .mot ? MOTLayout().sequences(in: folder) : [FramesLayout().sequence(in: folder)]
            let run = SequenceRun(model: model, policy: policy)
            for sequence in sequences {
                let bar = ProgressBar(label: sequence.name, unit: .things("pictures"))
                report.sequences.append(try await run.outcome(of: sequence) { bar.show(done: $0, of: $1) })
                bar.finish()
            }
        }
        return report
    }
}
