import ArgumentParser
import Foundation
import Recognition

/// `reid embed FILE…`: what a model sees in pictures of one person each.
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Print the embedding of each picture, taken as the crop of one person.")

    @Argument(help: "JPEG, PNG or WebP files.")
    var files: [String]

    @Flag(help: "One JSON object per picture instead of text.")
    var json = false

    @OptionGroup var settings: CommonSettings

    private struct Line: Encodable {
        var file: String
        var model: String
        var dimension: Int
        var embedding: [Float]
    }

    func run() async throws {
        try await CropReader.with(settings) { reader in
            for file in files {
                let embedding = try await reader.embedding(of: file)
                if json {
                    try printJSON(
                        Line(
                            file: file, model: reader.model.id.description, dimension: embedding.dimension,
                            embedding: embedding.floats))
                } else {
                    let first = embedding.floats.prefix(6).map { String(format: "%+.4f", $0) }.joined(separator: " ")
                    print("\(file): \(embedding.dimension) numbers by \(reader.model.id), unit length: \(first) …")
                }
            }
        }
    }
}
