import ArgumentParser
import Foundation
import ObservationStore
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

    @OptionGroup var folder: HomeChoice
    @OptionGroup var file: LogFileSettings

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("'--limit' must be between 1 and 10000.") }
    }

    func run() async throws {
        guard let log = file.file(in: HomeFolder(setting: folder.home)) else {
            throw CommandFailure.usage("A log in memory cannot be looked into: name a file with --log.")
        }
        let explanation: Explanation
        do {
            explanation = try await Explanation.of(
                Explanation.Subject(whom), from: try ObservationHistory(file: log), limit: limit)
        } catch let error as StoreError {
            throw CommandFailure.unavailable("\(error)")
        }
        guard !explanation.sightings.isEmpty else {
            throw CommandFailure.unavailable("The log knows nothing of \(whom).")
        }
        if json {
            try printJSON(explanation)
        } else {
            print(explanation.text(in: .current))
        }
    }
}
