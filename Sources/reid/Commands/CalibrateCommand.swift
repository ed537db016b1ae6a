import ArgumentParser
import Evaluation
import Foundation
import Inference
import ObservationStore
import Recognition

/// `reid calibrate`: where the same person begins, for a model and for this house's cameras.
struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Find from which similarity two pictures show the same person.",
        discussion: """
            Without --data it uses what the service itself has recorded, in which nobody knows who is who: pairs of tracks on \
            two cameras, seconds apart or far apart. With --data, pictures of known people in the order in which they really \
            came and on simulated days.
            """)

    @Option(help: "A folder in the layout of Market-1501. (default: the service's own history)")
    var data: String?

    @Option(help: "Whose pictures of --data to use.")
    var ids = PeopleChoice.even

    @Option(help: "How many scripts of each scenario.")
    var seeds = 3

    @Flag(help: "Also how near a calibration without labels would have come, on five simulated logs of 2,000 sightings.")
    var check = false

    @Flag(help: "Write the result into settings.json, where the service finds it at its next start.")
    var apply = false

    @Flag(help: "A JSON object instead of text.")
    var json = false

    @OptionGroup var settings: CommonSettings
    @OptionGroup var recognition: RecognitionSettings
    @OptionGroup var file: LogFileSettings

    private struct Result: Encodable {
        var model: String
        var calibration: Calibration
        /// With labels: what the pair costs on each kind of script, and which pair that kind alone would choose.
        var labelled: LabelledCalibration.Result?
        /// With labels: how alike different people are, for the model's manifest.
        var strangers: StrangerSimilarities?
        /// Without labels: how often two people of one picture would have been taken for one.
        var samePicture: SamePictureMistakes?
        /// For each simulated log without labels, what it gave.
        var unlabelled: [Calibration]?
        var meanDistance: Double?
    }

    func validate() throws {
        try SettingRange.check("seeds", seeds, 1...100)
        if check, data == nil { throw ValidationError("'--check' needs '--data'.") }
    }

    func run() async throws {
        let workers = WorkerPool(workers: settings.workerCount)
        do {
            let home = HomeFolder(setting: settings.home)
            let model = try await ModelChoice(settings, home: home).load(on: workers)
            var policy = recognition.policy(for: model, threshold: nil)
            policy.usesCameraMeans = true
            let result = try await calibrate(model, policy, home: home, on: workers)
            try show(result)
            if apply { try save(result, home: home) }
            try await workers.shutdown()
        } catch {
            try? await workers.shutdown()
            switch error {
            case let error as DataSetError: throw CommandFailure.unavailable("\(error)")
            case let error as StoreError: throw CommandFailure.unavailable("\(error)")
            default: throw error
            }
        }
    }

    private func calibrate(
        _ model: LoadedModel, _ policy: MatchPolicy, home: HomeFolder, on workers: WorkerPool
    ) async throws -> Result {
        guard let data else {
            let slope = Double(policy.slopeMilli) / 1_000
            guard let log = file.file(in: home) else {
                throw CommandFailure.usage("A log in memory has no history: name a file with --log.")
            }
            let looks = try await RecordedLooks(log: log, model: model.id, grayChromaTenths: policy.grayChromaTenths)
            guard let calibration = UnlabelledCalibration(looks.tracks).calibration(a: slope) else {
                throw CommandFailure.unavailable(
                    """
                    There is too little history yet: \(looks.tracks.count) tracks by \(model.id), of which fewer than \
                    \(UnlabelledCalibration.minimumPairs) pairs are close in time on two cameras.
                    """)
            }
            return Result(
                model: model.id.description, calibration: calibration,
                samePicture: SamePictureMistakes(
                    looks.pictures, calibration: calibration, handicap: Double(policy.sameCameraMicro ?? 0) / 1_000_000))
        }
        let folder = URL(fileURLWithPath: data, isDirectory: true)
        let library = try await PeopleChoice.library(of: folder, ids, model: model, workers: workers, home: home)
        let bar = ProgressBar(label: "calibrating", unit: .things("pairs"))
        let best = await LabelledCalibration(library, policy: policy, seeds: seeds).best { bar.show(done: $0, of: $1) }
        bar.finish()
        var result = Result(
            model: model.id.description, calibration: best.calibration, labelled: best,
            strangers: StrangerSimilarities(library.crops))
        if check {
            let found = (1...5).compactMap { seed in
                let script = ScenarioScript(.home, crops: library.crops, seed: UInt64(1_000 + seed))
                return UnlabelledCalibration(script.tracks(sightings: 2_000)).calibration(a: best.calibration.a)
            }
            result.unlabelled = found
            result.meanDistance =
                found.isEmpty ? nil : found.reduce(0) { $0 + abs($1.b - best.calibration.b) } / Double(found.count)
        }
        return result
    }

    private func show(_ result: Result) throws {
        guard !json else { return try printJSON(result) }
        let one = result.calibration
        let material = "\(one.samples) \(data == nil ? "tracks" : "scripts")"
        print(
            "\(result.model): a = \(number(one.a)), b = \(number(one.b)) ± \(number(one.uncertainty)), from \(material)")
        for cost in result.labelled?.costs ?? [] {
            print(
                """
                  \(cost.name): \(number(cost.ofReference)) of the reference's cost, \(number(cost.ofBest)) times that of \
                \(pair(cost.best)), which is best for it alone
                """)
        }
        if let strangers = result.strangers {
            let floors = strangers.floors
            print(
                """
                Different people, \(strangers.pairs) pairs: medians \(place(floors.raw)) as they are, \
                \(place(floors.centered)) without cameras' means, \(place(floors.gray)) without colors; of those \
                before one camera, one in a thousand reaches \(place(strangers.strict)) as it is.
                """)
        }
        if let same = result.samePicture {
            print(
                """
                People in one picture, \(same.pairs) pairs: \(percent(same.share)) look alike enough for one person, \
                \(percent(same.shareWithHandicap)) with \(number(same.handicap)) less for the same camera.
                """)
        }
        if let found = result.unlabelled {
            let list = found.map { number($0.b) }.joined(separator: ", ")
            print("Without labels, five logs: b = \(list); mean distance \(result.meanDistance.map(number) ?? "–")")
        }
    }

    private func save(_ result: Result, home: HomeFolder) throws {
        let setting = CalibrationSetting(model: result.model, a: result.calibration.a, b: result.calibration.b)
        try SettingsFile(url: home.settingsFile).set("calibration", to: setting.description)
        print("Written to \(home.settingsFile.path). The service uses it from its next start on.")
    }

    private func number(_ value: Double) -> String { String(format: "%.3g", value) }
    private func place(_ value: Double) -> String { String(format: "%.3f", value) }
    private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
    private func pair(_ pair: LabelledCalibration.Pair) -> String { "(\(number(pair.a)), \(number(pair.b)))" }
}
