import Foundation

/// A folder in the layout of Market-1501: `query` and `bounding_box_test`, files named `PPPP_cCsS_FFFFFF_NN.jpg`.
package struct MarketFolder: Sendable {
    package struct Entry: Sendable {
        package var path: String
        package var person: Int
        package var camera: Int
        /// 0 when the name has none.
        package var sequence: Int
        /// Counts anew in every sequence.
        package var frame: Int
        package var isQuery: Bool
    }

    /// Queries first, each folder in the order of the names.
    package let entries: [Entry]

    /// - Throws: `DataSetError` when there is nothing of this layout.
    package init(_ folder: URL) throws {
        var entries: [Entry] = []
        for name in ["query", "bounding_box_test"] {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)) ?? []
            for file in files.sorted() {
                guard let entry = Self.entry(file, in: folder.appendingPathComponent(name), isQuery: name == "query") else {
                    continue
                }
                entries.append(entry)
            }
        }
        guard !entries.isEmpty else { throw DataSetError.notMarket(folder.path) }
        self.entries = entries
    }

    /// Nil for a file of another name, and for junk (person −1).
    static func entry(_ file: String, in folder: URL, isQuery: Bool) -> Entry? {
        let parts = file.split(whereSeparator: { $0 == "_" || $0 == "." })
        guard parts.count >= 4, let person = Int(parts[0]), person >= 0, parts[1].first == "c",
            let camera = Int(parts[1].dropFirst().prefix { $0.isNumber }), let frame = Int(parts[2])
        else { return nil }
        let sequence = parts[1].lastIndex(of: "s").flatMap { Int(parts[1][parts[1].index(after: $0)...]) } ?? 0
        return Entry(
            path: folder.appendingPathComponent(file).path, person: person, camera: camera, sequence: sequence,
            frame: frame, isQuery: isQuery)
    }
}
