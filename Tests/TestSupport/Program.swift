import Foundation
import Synchronization

/// The built `reid`, run as a user would, with a home folder of its own.
package final class Program: Sendable {
    package struct Run: Sendable {
        package var code: Int32
        package var output: String
        package var errors: String
    }

    private let process: Mutex<Process>
    private let output = Pipe()
    private let errors = Pipe()
    private let home: URL

    /// Beside the test bundle, where the build put it.
    package static var binary: URL {
        Fixture.root.appendingPathComponent(".build/release/reid")
    }

    /// - Parameter input: what it reads from standard input; nil for what the tests themselves would read.
    package init(_ arguments: [String], environment: [String: String] = [:], input: String? = nil) throws {
        home = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = Fixture.root
        var inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("REID_") }
        inherited["REID_HOME"] = home.path
        process.environment = inherited.merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = errors
        let typed = input.map { _ in Pipe() }
        if let typed { process.standardInput = typed }
        try process.run()
        if let typed, let input {
            try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try typed.fileHandleForWriting.close()
        }
        self.process = Mutex(process)
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    package static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil
    ) async throws -> Run {
        try await Program(arguments, environment: environment, input: input).end()
    }

    package var processID: Int32 { process.withLock { $0.processIdentifier } }

    package func terminate() {
        process.withLock { $0.terminate() }
    }

    /// Blocks a thread of its own until a whole line has come.
    package func firstLine() async throws -> String {
        try await onThread { [output] in
            var line = Data()
            while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
                line += byte
            }
            return String(decoding: line, as: UTF8.self)
        }
    }

    /// Reads everything and waits for the end.
    package func end() async throws -> Run {
        async let output = onThread { [output] in try output.fileHandleForReading.readToEnd() ?? Data() }
        async let errors = onThread { [errors] in try errors.fileHandleForReading.readToEnd() ?? Data() }
        let texts = try await (String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
        // Both pipes are at their end, so there is next to nothing to wait for.
        let code = process.withLock { process in
            process.waitUntilExit()
            return process.terminationStatus
        }
        return Run(code: code, output: texts.0, errors: texts.1)
    }

    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
