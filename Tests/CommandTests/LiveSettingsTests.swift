import Foundation
import Testing

@testable import reid

@Suite struct LiveSettingsTests {
    // Key, text as on the command line, and what must then stand in settings.json beside what was there.
    @Test(
        "a changed setting holds at once and stands in settings.json",
        arguments: [
            ("window", "45", #""window":45"#), ("window", "45.5", #""window":45.5"#), ("threshold", "0.6", #""threshold":0.6"#),
            ("logLevel", "debug", #""logLevel":"debug""#), ("notify", "true", #""notify":true"#),
            ("notifiers", "Ann's phone,TV", #""notifiers":"Ann's phone,TV""#),
        ])
    func changes(key: String, text: String, line: String) throws {
        try withFile(#"{"port":9000,"window":50}"#) { file in
            let settings = try live(file)
            try settings.change(key, to: text)
            let written = try String(contentsOf: file, encoding: .utf8).filter { !"\n ".contains($0) }
            #expect(written.contains(line.filter { $0 != " " }))
            #expect(written.contains(#""port":9000"#))
            let now = settings.now
            switch key {
            case "window": #expect(now.recognition.window == Double(text))
            case "threshold": #expect(now.common.threshold == 0.6)
            case "logLevel": #expect(now.common.logLevel == .debug)
            case "notify": #expect(now.scrypted.notify)
            default: #expect(now.scrypted.notifierNames == ["Ann's phone", "TV"])
            }
        }
    }

    @Test("a setting taken back leaves the file, and what holds without it holds")
    func takenBack() throws {
        try withFile(#"{"threshold":0.7,"port":9000}"#) { file in
            let settings = try live(file)
            try settings.change("threshold", to: nil)
            #expect(settings.now.common.threshold == nil)
            let written = try String(contentsOf: file, encoding: .utf8)
            #expect(!written.contains("threshold") && written.contains("9000"))
        }
    }

    // What is refused, and a word of the sentence that says so.
    @Test(
        "a refused change is a sentence, and changes nothing",
        arguments: [
            ("window", "0", "between"), ("window", "soon", "window"), ("window", "700", "--retention"),
            ("threshold", "2", "cosine"), ("port", "1", "no setting"), ("logLevel", "loud", "log-level"),
            ("retention", "900", "command line"),
        ])
    func refused(key: String, text: String, word: String) throws {
        try withFile(#"{"port":9000}"#) { file in
            let settings = try live(file, decidedElsewhere: ["retention"])
            let refusal = try #require(throws: LiveSettings.Refusal.self) { try settings.change(key, to: text) }
            #expect(refusal.description.contains(word), "\(refusal)")
            #expect(settings.now.recognition.window == 60)
            #expect(try String(contentsOf: file, encoding: .utf8) == #"{"port":9000}"#)
        }
    }

    @Test("a file that is no JSON object is not overwritten")
    func brokenFile() throws {
        try withFile("[1]") { file in
            let settings = try live(file)
            #expect(throws: LiveSettings.Refusal.self) { try settings.change("window", to: "30") }
            #expect(try String(contentsOf: file, encoding: .utf8) == "[1]")
        }
    }

    @Test("keys that a flag or a variable decides are known")
    func decided() {
        let keys = CommandLineArguments.decided(
            "serve", arguments: ["reid", "serve", "--window=5", "--notify"], environment: ["REID_RETENTION": "9", "REID_TOKEN": ""])
        #expect(keys == ["window", "notify", "retention"])
    }

    private func live(_ file: URL, decidedElsewhere: Set<String> = []) throws -> LiveSettings {
        LiveSettings(
            ServiceSettings(common: try .parse([]), recognition: try .parse([]), scrypted: try .parse([])),
            file: file, decidedElsewhere: decidedElsewhere)
    }

    private func withFile(_ text: String, _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("settings.json")
        try Data(text.utf8).write(to: file)
        try body(file)
    }
}
