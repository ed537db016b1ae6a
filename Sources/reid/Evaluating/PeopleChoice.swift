import ArgumentParser
import Evaluation
import Foundation
import Inference

/// Which half of a data set's people to look at.
enum PeopleChoice: String, ExpressibleByArgument, CaseIterable {
    case even, odd, all

    private func includes(_ person: Int) -> Bool {
        switch self {
        case .even: person % 2 == 0
        case .odd: person % 2 == 1
        case .all: true
        }
    }

    /// The crops as the model sees them; those of half a data set need no second look, because all are kept.
    static func library(
        of folder: URL, _ ids: PeopleChoice, model: LoadedModel, workers: WorkerPool, home: HomeFolder
    ) async throws -> CropLibrary {
        let bar = ProgressBar(label: "looking at crops", unit: .things("crops"))
        let library = try await CropLibrary.load(
            MarketFolder(folder), model: model, workers: workers,
            cache: home.url.appendingPathComponent("evaluation", isDirectory: true)
        ) { bar.show(done: $0, of: $1) }
        bar.finish()
        return library.filtered(ids.includes)
    }
}
