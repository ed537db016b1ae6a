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
            Crops (market1501) give rank-1, mAP and the open set, and simulated days: what a household would have been told \
            of, missed, and told of twice. Sequences (mot) and frames (boxes.json) run the whole service. The same numbers \
            come out on every machine.
            """)

    enum Layout: String, ExpressibleByArgument, CaseIterable {
        case market1501, mot, frames, log
    }

    enum DayChoice: String, ExpressibleByArgument, CaseIterable {
        case home, busy, split, all, none
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

    @Option(help: "Which kind of day to simulate: home, busy, split, all or none.")
    var simulateDay = DayChoice.all

    @Option(help: "Whose answers to judge: ours, or those of a single threshold at its best.")
    var policy = PolicyChoice.current

    @Option(help: "How many days of each kind.")
    var seeds = 10

    @Flag(help: "Also what each part of the decision is worth, and the cost over b. Takes several times as long.")
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
            let model = try await ModelChoice(settings, home: home).load(on: workers)
            let result = try await evaluate(model, home: home, on: workers)
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

    private func evaluate(_ model: LoadedModel, home: HomeFolder, on workers: WorkerPool) async throws -> EvaluationReport {
        let folder = data.map { URL(fileURLWithPath: $0) } ?? home.url.appendingPathComponent("observations.sqlite")
        let policy = recognition.policy(for: model, threshold: settings.threshold)
        var report = EvaluationReport(title: "How right reid's decisions are")
        report.commandLine = (["reid"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
        report.model = model.id.description
        report.dataSet = folder.lastPathComponent
        report.notes = model.warnings
        report.threshold = policy.loneCandidateThreshold
        switch layout {
        case .market1501:
            report.ids = ids.rawValue
            let library = try await PeopleChoice.library(
                of: folder, ids, model: model, workers: workers, home: home)
            var evaluation = CropEvaluation(library: library, policy: policy)
            evaluation.scenarios = Scenario.days.filter { simulateDay == .all || $0.name == simulateDay.rawValue }
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
