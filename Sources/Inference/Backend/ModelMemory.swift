import Foundation

/// The file of `ModelRecord`s, `models.json` in the home folder. Whatever is wrong with it, everything is only found out again.
struct ModelMemory: Sendable {
    /// Nil: nothing is kept.
    let file: URL?
    /// More models than one house ever uses.
    private static let maximumRecords = 32

    init(folder: String?) {
        file = folder.map { URL(fileURLWithPath: $0, isDirectory: true).appendingPathComponent("models.json") }
    }

    /// The backend that was found quicker for the model loaded last; nil where there was no choice.
    var latestChoice: InferenceBackend? { records().first?.chosen }

    /// What is known of a model; an empty record when that is nothing.
    func record(of model: String, under circumstances: [String]) -> ModelRecord {
        records().first { $0.model == model && $0.circumstances == circumstances }
            ?? ModelRecord(model: model, circumstances: circumstances)
    }

    /// Replaces what was known of the model.
    func keep(_ record: ModelRecord) {
        guard let file else { return }
        let records = [record] + records().filter { $0.model != record.model }.prefix(Self.maximumRecords - 1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? encoder.encode(records).write(to: file, options: .atomic)
    }

    private func records() -> [ModelRecord] {
        guard let file, let data = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([ModelRecord].self, from: data)) ?? []
    }
}
