/// All pictures of a scenario in order of time, made from the crops of a data set and a seed, and nothing else.
package struct ScenarioScript: Sendable {
    package let scenario: Scenario
    package let crops: [LabelledCrop]
    package let pictures: [ScriptedPicture]

    /// - Parameter crops: those of person 0 are not used.
    package init(_ scenario: Scenario, crops: [LabelledCrop], seed: UInt64) {
        let pictures: [ScriptedPicture] =
            switch scenario {
            case .home: SimulatedDay.pictures(.home, crops: crops, seed: seed)
            case .busy: SimulatedDay.pictures(.busy, crops: crops, seed: seed)
            case .split: SimulatedDay.pictures(.split, crops: crops, seed: seed)
            case .soloHome: SimulatedDay.pictures(.home.alone, crops: crops, seed: seed)
            case .soloBusy: SimulatedDay.pictures(.busy.alone, crops: crops, seed: seed)
            case .resident(let percent): ResidentDay.pictures(percent: percent, crops: crops, seed: seed)
            case .timeline(let timeline): RealTimeline.pictures(timeline, crops: crops, seed: seed)
            case .recorded: []
            }
        self.init(scenario, crops: crops, pictures: pictures)
    }

    /// A script as it is written down.
    init(_ scenario: Scenario, crops: [LabelledCrop], pictures: [ScriptedPicture]) {
        self.scenario = scenario
        self.crops = crops
        self.pictures = pictures
    }

    /// The scripts with the seeds 1, 2, 3, … of each scenario.
    package static func scripts(_ scenarios: [Scenario], crops: [LabelledCrop], seeds: Int) -> [ScenarioScript] {
        scenarios.flatMap { scenario in
            (0..<max(seeds, 0)).map { ScenarioScript(scenario, crops: crops, seed: UInt64($0 + 1)) }
        }
    }
}
