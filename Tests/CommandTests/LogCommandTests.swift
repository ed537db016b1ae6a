import Foundation
import TestSupport
import Testing

/// The log as users meet it.
@Suite struct LogCommandTests {
    @Test("what was known before a proper end is known after it, and can be replayed", .timeLimit(.minutes(1)))
    func restart() async throws {
        let service = RestartingService()
        let first = try await service.start()
        let before = try await Question(key: "1", names: ["Ann", "Bob"]).ask(port: first.port)
        first.program.terminate()
        #expect(try await first.program.end().code == 0)

        let second = try await service.start()
        let after = try await Question(key: "2", names: ["Ann", "Bob"]).ask(port: second.port)
        #expect(after.map(\.personID) == before.map(\.personID))
        #expect(after.allSatisfy { !$0.isNew })

        // Nobody else may append meanwhile, but everybody may read.
        let other = try await service.run(["serve", "--port", "0", "--offline"])
        #expect(other.code == 69)
        #expect(other.errors.contains("in use by another"))
        let replay = try await service.run(["replay", "--json"])
        #expect(replay.code == 0)
        #expect(replay.output.contains(#""differingRows":0"#))
        let doctor = try await service.run(["doctor", "--port", "0"])
        #expect(doctor.output.contains("✓ log: "))
        let shorter = try await service.run(["replay", "--since", "1h", "--window", "1"])
        #expect(shorter.code == 0)
        #expect(shorter.output.contains("Notifications saved"))
        second.program.terminate()
        #expect(try await second.program.end().code == 0)
    }

    @Test("a log that cannot be used is a sentence and 69", .timeLimit(.minutes(1)))
    func unusable() async throws {
        let service = RestartingService()
        try FileManager.default.createDirectory(at: service.home, withIntermediateDirectories: true)
        try Data("This is no database, but a letter of some length.".utf8)
            .write(to: service.home.appendingPathComponent("observations.sqlite"))
        for command in [["serve", "--offline", "--port", "0"], ["replay"]] {
            let run = try await service.run(command)
            #expect(run.code == 69)
            #expect(run.errors.contains("is damaged, or no log at all."))
        }
        let doctor = try await service.run(["doctor", "--port", "0"])
        #expect(doctor.output.contains("✗ log: "))
        #expect(try await service.run(["replay", "--log", "memory"]).code == 64)
        #expect(try await service.run(["replay", "--since", "yesterday"]).code == 64)
        #expect(try await service.run(["serve", "--log-retention-days", "0"]).code == 64)
    }

    @Test("--log memory leaves no file", .timeLimit(.minutes(1)))
    func memory() async throws {
        let service = RestartingService()
        let program = try Program(
            ["serve", "--port", "0", "--offline", "--log", "memory"], environment: ["REID_HOME": service.home.path])
        _ = try await program.firstLine()
        program.terminate()
        #expect(try await program.end().code == 0)
        #expect(!FileManager.default.fileExists(atPath: service.home.appendingPathComponent("observations.sqlite").path))
    }
}
