import ArgumentParser
import Foundation
import ReIdentification

/// `reid explain PERSON|SIGHTING`: who was seen where and when, and why it was decided so.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell the story of a person, or of one picture, and why it was decided so.")

    @Argument(help: "A person's id as the answers have it, or a picture's number as `/v1/sightings` has it.")
    var whom: String

    @Option(help: "At most so many pictures, the newest ones.")
    var limit = 200

    @Flag(help: "A JSON object instead of text.")
    var json = false

    @OptionGroup var settings: CommonSettings

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("'--limit' must be between 1 and 10000.") }
    }

    func run() async throws {
        let history = try Self.history(in: HomeFolder(setting: settings.home))
        let explanation = try await Explanation.of(Explanation.Subject(whom), from: history, limit: limit)
        guard !explanation.sightings.isEmpty else {
            throw CommandFailure.unavailable("The log knows nothing of \(whom).")
        }
        if json {
            try printJSON(explanation)
        } else {
            print(explanation.text(in: .current))
        }
    }

    /// The durable log of a home folder, for reading.
    private static func history(in home: HomeFolder) throws -> any SightingHistory {
        throw CommandFailure.unavailable("There is no history: the log lives in memory only.")
    }
}
