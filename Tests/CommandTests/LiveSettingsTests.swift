import Foundation
import ScryptedBridge
import ScryptedRPC
import Testing

@testable import reid

@Suite struct LiveSettingsTests {
    // Key, value as Scrypted's page sends it, what holds then, and what then stands in settings.json beside what was there.
    @Test(
        "a changed setting holds at once and stands in settings.json",
        arguments: [
            ("window", 45, { @Sendable (now: ServiceSettings) in now.recognition.window == 45 }, #""window":45"#),
            ("window", "45.5", { @Sendable (now: ServiceSettings) in now.recognition.window == 45.5 }, #""window":45.5"#),
            ("threshold", 0.6, { @Sendable (now: ServiceSettings) in now.common.threshold == 0.6 }, #""threshold":0.6"#),
            ("logLevel", "debug", { @Sendable (now: ServiceSettings) in now.common.logLevel == .debug }, #""logLevel":"debug""#),
            ("notify", true, { @Sendable (now: ServiceSettings) in now.scrypted.notify }, #""notify":true"#),
            (
                "notifiers", ["Ann's phone", "TV"],
                { @Sendable (now: ServiceSettings) in now.scrypted.notifierNames == ["Ann's phone", "TV"] },
                #""notifiers":"Ann'sphone,TV""#
            ),
        ] as [(String, JSONValue, @Sendable (ServiceSettings) -> Bool, String)])
    func changes(key: String, value: JSONValue, holds: @Sendable (ServiceSettings) -> Bool, line: String) async throws {
        try await withFile(#"{"port":9000,"window":50}"#) { file in
            let settings = try live(file)
            _ = try await settings.change(key, to: value)
            #expect(holds(settings.now))
            let written = try String(contentsOf: file, encoding: .utf8).filter { !"\n ".contains($0) }
            #expect(written.contains(line), "\(written)")
            #expect(written.contains(#""port":9000"#))
        }
    }

    @Test("a setting taken back leaves the file, and what holds without it holds")
    func takenBack() async throws {
        try await withFile(#"{"threshold":0.7,"port":9000}"#) { file in
            let settings = try live(file)
            _ = try await settings.change("threshold", to: 0.5)
            _ = try await settings.change("threshold", to: .null)
            #expect(settings.now.common.threshold == nil)
            let written = try String(contentsOf: file, encoding: .utf8)
            #expect(!written.contains("threshold") && written.contains("9000"))
        }
    }

    // What is refused, and a word of the sentence that says so.
    @Test(
        "a refused change is a sentence, and changes nothing",
        arguments: [
            ("window", 0, "number from"), ("window", "soon", "number"), ("window", 700, "shorter"),
            ("threshold", 2, "number from"), ("port", 1, "no setting"), ("logLevel", "loud", "one of"),
            ("notifiers", ["one, two"], "comma"), ("retention", 900, "command line"),
        ] as [(String, JSONValue, String)])
    func refused(key: String, value: JSONValue, word: String) async throws {
        try await withFile(#"{"port":9000}"#) { file in
            let settings = try live(file, decidedElsewhere: ["retention"])
            let before = await settings.current()
            let refusal = try await #require(throws: (any Error).self) { _ = try await settings.change(key, to: value) }
            #expect("\(refusal)".contains(word), "\(refusal)")
            #expect(await settings.current() == before)
            #expect(try String(contentsOf: file, encoding: .utf8) == #"{"port":9000}"#)
        }
    }

    @Test("a file that is no JSON object is not overwritten")
    func brokenFile() async throws {
        try await withFile("[1]") { file in
            let settings = try live(file)
            await #expect(throws: LiveSettings.Refusal.self) { _ = try await settings.change("window", to: 30) }
            #expect(try String(contentsOf: file, encoding: .utf8) == "[1]")
        }
    }

    @Test("keys that a flag or a variable decides are known")
    func decided() {
        let keys = CommandLineArguments.decided(
            "serve", arguments: ["reid", "serve", "--window=5", "--notify"],
            environment: ["REID_RETENTION": "9", "REID_TOKEN": ""])
        #expect(keys == ["window", "notify", "retention"])
    }

    private func live(_ file: URL, decidedElsewhere: Set<String> = []) throws -> LiveSettings {
        LiveSettings(
            ServiceSettings(common: try .parse([]), recognition: try .parse([]), scrypted: try .parse([])),
            file: file, decidedElsewhere: decidedElsewhere)
    }

    private func withFile(_ text: String, _ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("settings.json")
        try Data(text.utf8).write(to: file)
        try await body(file)
    }
}
