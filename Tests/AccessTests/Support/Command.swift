import Foundation
import TestSupport

/// The built `reid`, run as a script would: with a home folder, and lines on standard input.
struct Command {
    struct Run: Sendable {
        var code: Int32
        var output: String
        var errors: String
    }

    let home: URL

    /// Runs a body with a home folder of its own.
    static func withHome(_ body: (Command) async throws -> Void) async throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: home) }
        try await body(Command(home: home))
    }

    var store: URL { home.appendingPathComponent("scrypted.json") }

    func run(_ arguments: [String], input: String = "") async throws -> Run {
        let home = home
        return try await withCheckedThrowingContinuation { continuation in
            // Its pipes block, so it has a thread of its own.
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.run(arguments + ["--home", home.path], input: input) })
            }
        }
    }

    private static func run(_ arguments: [String], input: String) throws -> Run {
        let process = Process()
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.executableURL = Fixture.root.appendingPathComponent(".build/release/reid")
        process.arguments = arguments
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        // Both are short enough for the pipes to hold.
        let texts = try [output, errors].map {
            String(decoding: try $0.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        }
        process.waitUntilExit()
        return Run(code: process.terminationStatus, output: texts[0], errors: texts[1])
    }
}
