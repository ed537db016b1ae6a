import Foundation
import Imaging
import Recognition

@testable import Evaluation

extension EvaluationReport {
    /// A report with every part, out of numbers that were made up.
    /// - Parameter crops: files of drawn crops, in pairs.
    static func sample(crops: [String] = []) -> EvaluationReport {
        var report = EvaluationReport(title: "How right the decisions are")
        report.commandLine =
            "reid evaluate --data drawn --layout market1501 --model drawn-model --ids odd --simulate-day home --seeds 10"
        report.model = "drawn-model"
        report.dataSet = "drawn crops"
        report.ids = "odd"
        report.date = "2026-05-14"
        report.notes = ["Every number in this report was made up, to see what a report looks like."]
        report.threshold = 0.42
        report.pairs = .sample
        report.openSet = .sample
        report.ranking = .sample
        report.timeline = [
            .sample("timeline, 5 % switches", cost: 36.1, reference: 48.2, parts: [.sample("half", cost: 31, reference: 40)])
        ]
        for (name, cost, reference) in [("home", 3.6, 21.4), ("busy", 6.1, 26.2), ("split", 8.9, 27.5)] {
            report.days.append(.sample(name, cost: cost, reference: reference))
            report.costCurves.append(
                CostCurve(
                    constant: "b (cosine)", name: name,
                    points: (0...24).map { step in
                        let b = 0.2 + Double(step) * 0.015
                        return .init(
                            value: b, costPer100Episodes: cost + 420 * pow(b - 0.36, 2) + (b < 0.3 ? 900 * pow(0.3 - b, 2) : 0))
                    }, chosen: 0.36))
        }
        report.trials = [
            TrialOutcome(
                name: "one resident", description: "200 pictures of one resident, then two visitors", visitors: 40, lost: 1,
                lostElsewhere: 0, elsewhere: "before a fresh camera")
        ]
        report.reliability = (0..<12).map { bin in
            let predicted = (Double(bin) + 0.5) / 12
            return ReliabilityBin(
                predicted: predicted, observed: predicted + 1.4 * predicted * (1 - predicted) * (predicted - 0.45),
                count: [5_400, 900, 420, 260, 190, 160, 170, 220, 310, 560, 1_900, 14_000][bin])
        }
        report.ablation = [
            ("nothing", [3.6, 6.1, 8.9]), ("camera means", [5.2, 8.8, 12.1]), ("partners", [4.0, 6.9, 9.3]),
            ("tracks", [6.8, 9.4, 12.7]), ("gray space", [4.4, 7.0, 9.9]),
        ].map { name, costs in
            AblationRow(
                name: name, costs: zip(["home", "busy", "split"], costs).map { .init(day: $0, costPer100Episodes: $1) })
        }
        report.sequences = [
            SequenceOutcome(
                name: "drawn street", pictures: 16, people: 13, sightings: 27, idf1: 0.963, pairwisePrecision: 1,
                pairwiseRecall: 0.93, pairwiseF1: 0.964, pairs: 351, wrongPairs: 6, mixedPairs: 4, splitPairs: 2,
                lowestSeenSimilarity: 0.41, fragmentation: 1.08, decisions: ["new": 14, "match": 13],
                violations: SequenceViolations())
        ]
        let sentences = [
            "A neighbour in a blue coat was taken for the postman seen 12 s before on the drive.",
            "A resident came back at dusk and was told of a second time.",
            "Two visitors in the same red jacket were taken for one after they had parted.",
        ]
        for (index, crop) in crops.enumerated() where index % 2 == 0 {
            report.mistakes.append(
                Mistake(
                    crop: crop, other: crops.dropFirst(index + 1).first, sentence: sentences[index / 2 % sentences.count],
                    similarity: 0.61 - Double(index) / 50, probabilitySeen: 0.97 - Double(index) / 40))
        }
        return report
    }
}

extension EvaluationReport.ScenarioResult {
    fileprivate static func sample(
        _ name: String, cost: Double, reference: Double, parts: [EvaluationReport.ScenarioResult] = []
    ) -> Self {
        Self(
            name: name, episodes: 9_412, pictures: 31_870, seeds: 10,
            current: .init(
                missedPersonRate: cost / 2_000, duplicateRate: cost / 200, clientMissedPersonRate: cost / 1_300,
                clientDuplicateRate: cost / 140, fragmentation: 1 + cost / 90, violations: 0, missed: Int(cost * 4.7),
                inferencesPerRow: 0.52, twinsPerRow: 0.4),
            reference: .init(
                missedPersonRate: reference / 2_500, duplicateRate: reference * 0.006,
                clientMissedPersonRate: reference / 1_800, clientDuplicateRate: reference / 210,
                fragmentation: 1 + reference / 60, violations: 34, missed: Int(reference * 3.8), inferencesPerRow: 1),
            parts: parts)
    }
}

extension SimilarityPairs {
    /// Two bells that overlap a little.
    fileprivate static var sample: SimilarityPairs {
        var pairs = SimilarityPairs(queries: [], gallery: [])
        for step in -500...1_000 {
            let value = Double(step) / 1_000
            func bell(_ centre: Double, _ width: Double) -> Int { Int(400 * exp(-pow((value - centre) / width, 2) / 2)) }
            for _ in 0..<bell(0.10, 0.11) { pairs.impostor.add(raw: Int32(value * 268_435_456)) }
            for _ in 0..<bell(0.62, 0.14) / 4 { pairs.genuine.add(raw: Int32(value * 268_435_456)) }
        }
        return pairs
    }
}

extension OpenSetCurve {
    fileprivate static var sample: OpenSetCurve {
        let values = (1..<800).map { Double($0) / 800 }
        let spread = values.map { log($0 / (1 - $0)) }
        return OpenSetCurve(
            strangers: spread.map { Int32(max(-1, min(1, 0.26 + 0.045 * $0)) * 268_435_456) },
            acquaintances: spread.map { Int32(max(-1, min(1, 0.68 + 0.055 * $0)) * 268_435_456) }, people: 10)
    }
}

extension Ranking {
    fileprivate static var sample: Ranking {
        let gallery: [LabelledCrop] = (0..<240).map { .at(Double($0 / 6 * 4 + $0 * 7 % 6), person: $0 / 6 + 1, camera: $0 % 6) }
        return Ranking(queries: (1...40).map { .at(Double($0 * 4 - 4 + $0 * 5 % 7), person: $0, camera: 7) }, gallery: gallery)
    }
}
