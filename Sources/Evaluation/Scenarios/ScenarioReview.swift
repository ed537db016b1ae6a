import Foundation

/// A mistake, and how bad it is: whom nobody was told of comes before who was told of twice.
struct RankedMistake: Sendable {
    var weight: Double
    var mistake: EvaluationReport.Mistake
}

/// One script, read row by row for what was right and what was wrong.
struct ScenarioReview: Sendable {
    private(set) var reliability = Reliability()
    private(set) var mistakes: [RankedMistake] = []

    private static let window: Int64 = 60_000

    /// What is open of somebody's episode.
    private struct Episode {
        var last: Int64
        var wasTold: Bool
        /// What becomes a mistake if they are never told of.
        var first: RankedMistake?
    }

    init(of answers: ScenarioAnswers, to script: ScenarioScript) {
        var episodes: [Int: Episode] = [:]
        func close(_ episode: Episode) {
            if !episode.wasTold, let first = episode.first { mistakes.append(first) }
        }
        for (picture, answers) in zip(script.pictures, answers.pictures) {
            for (row, answer) in zip(picture.rows, answers) {
                let open = episodes[row.person].flatMap { picture.time - $0.last <= Self.window ? $0 : nil }
                if let probability = answer.probabilitySeen { reliability.add(probability, wasSeen: open != nil) }
                if open == nil, let over = episodes[row.person] { close(over) }
                var episode = open ?? Episode(last: 0, wasTold: false, first: Self.missed(row, answer, picture, script))
                if open != nil, episode.wasTold, answer.isNew {
                    mistakes.append(Self.toldAgain(row, answer, picture, script))
                }
                episode.wasTold = episode.wasTold || answer.isNew
                episode.last = picture.time
                episodes[row.person] = episode
            }
        }
        for person in episodes.keys.sorted() { if let episode = episodes[person] { close(episode) } }
    }

    private static func missed(
        _ row: ScriptedPicture.Row, _ answer: RowAnswer, _ picture: ScriptedPicture, _ script: ScenarioScript
    ) -> RankedMistake {
        let other = answer.candidateCrop.map { script.crops[$0] }
        let whom = other.map { "person \($0.person)" } ?? "somebody"
        return RankedMistake(
            weight: 10 + (answer.probabilitySeen ?? 0),
            mistake: .init(
                crop: script.crops[row.crop].file, other: other?.file,
                sentence: """
                    \(place(picture, script)): person \(row.person) came and was taken for \(whom), so nobody was told.
                    """, similarity: answer.similarity, probabilitySeen: answer.probabilitySeen))
    }

    private static func toldAgain(
        _ row: ScriptedPicture.Row, _ answer: RowAnswer, _ picture: ScriptedPicture, _ script: ScenarioScript
    ) -> RankedMistake {
        RankedMistake(
            weight: 1 - (answer.probabilitySeen ?? 0),
            mistake: .init(
                crop: script.crops[row.crop].file, other: answer.candidateCrop.map { script.crops[$0].file },
                sentence: "\(place(picture, script)): person \(row.person) was told of again.",
                similarity: answer.similarity, probabilitySeen: answer.probabilitySeen))
    }

    private static func place(_ picture: ScriptedPicture, _ script: ScenarioScript) -> String {
        let seconds = picture.time / 1_000
        let time = String(format: "%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60)
        return "\(script.scenario.name) \(time), camera \(picture.camera)\(picture.isGray ? ", gray" : "")"
    }
}
