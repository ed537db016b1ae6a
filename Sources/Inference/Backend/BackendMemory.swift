import Foundation

/// The file of `BackendRecord`s, `backends.json` in the home folder. Whatever is wrong with it, models are only measured again.
struct BackendMemory: Sendable {
    /// Nil: nothing is kept.
    let file: URL?
    /// More than one house ever uses.
    private static let maximumRecords = 32

    init(folder: String?) {
        file = folder.map { URL(fileURLWithPath: $0, isDirectory: true).appendingPathComponent("backends.json") }
    }

    func record(of model: String, under circumstances: [String]) -> BackendRecord? {
        records().first { $0.model == model && $0.circumstances == circumstances }
    }

    /// Replaces what was known of the model.
    func keep(_ record: BackendRecord) {
        guard let file else { return }
        let records = [record] + records().filter { $0.model != record.model }.prefix(Self.maximumRecords - 1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? encoder.encode(records).write(to: file, options: .atomic)
    }

    private func records() -> [BackendRecord] {
        guard let file, let data = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([BackendRecord].self, from: data)) ?? []
    }
}
