import ArgumentParser
import Recognition

/// `reid compare A B`: whether two pictures show the same person.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Say whether two pictures, each the crop of one person, show the same one.")

    @Argument(help: "A JPEG, PNG or WebP file.")
    var first: String

    @Argument(help: "Another one.")
    var second: String

    @Flag(help: "A JSON object instead of text.")
    var json = false

    @OptionGroup var settings: CommonSettings

    private struct Result: Encodable {
        var similarity: Double
        var threshold: Double
        var isSamePerson: Bool
        var model: String
    }

    func run() async throws {
        try await CropReader.with(settings) { reader in
            let similarity = try await reader.embedding(of: first).similarity(to: reader.embedding(of: second)).value
            let threshold = reader.model.policy(threshold: settings.threshold).loneCandidateThreshold
            let result = Result(
                similarity: similarity, threshold: threshold, isSamePerson: similarity >= threshold,
                model: reader.model.id.description)
            if json {
                try printJSON(result)
            } else {
                let verdict = result.isSamePerson ? "the same person" : "different people"
                print(
                    "\(verdict): similarity \(twoPlaces(similarity)), and from \(twoPlaces(threshold)) on \(reader.model.id) says the same."
                )
            }
        }
    }

    private func twoPlaces(_ value: Double) -> String {
        String((value * 100).rounded() / 100)
    }
}
