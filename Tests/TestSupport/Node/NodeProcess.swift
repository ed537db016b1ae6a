import Foundation
import Synchronization

/// A Node process that reads and writes lines. It ends when it is stopped, and when its input does: at the latest with us.
final class NodeProcess: Sendable {
    /// What it writes, line by line, until it ends. One consumer.
    let lines: AsyncStream<[UInt8]>

    private let process: Mutex<Process>
    private let input: Mutex<FileHandle>
    private let errors: ErrorTail

    /// What one line may have, and how many may wait to be read. Beyond, the process counts as ended.
    private static let maximumLineBytes = 64 << 20
    private static let maximumWaitingLines = 65_536

    /// - Parameter script: a file beside this one.
    init(script: String, environment: [String: String]) throws {
        // Writing to a process that has just ended is to be an error and not our end.
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["node", Fixture.root.appendingPathComponent("Tests/TestSupport/Node/\(script)").path]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()

        let received: AsyncStream<[UInt8]>.Continuation
        (lines, received) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.maximumWaitingLines))
        self.process = Mutex(process)
        self.input = Mutex(input.fileHandleForWriting)
        self.errors = ErrorTail()
        // Threads of their own, because reading blocks, and a process whose output nobody reads comes to a halt.
        Thread.detachNewThread {
            Self.passOn(output.fileHandleForReading, to: received)
        }
        Thread.detachNewThread { [tail = self.errors] in
            while case let chunk = errors.fileHandleForReading.availableData, !chunk.isEmpty { tail.append(chunk) }
        }
    }

    /// The last that it wrote as errors; empty when there was nothing.
    var errorText: String { errors.text }

    /// Writes a line, and waits as long as the process does not read.
    func write(_ line: [UInt8]) throws {
        try input.withLock { try $0.write(contentsOf: Data(line + [UInt8(ascii: "\n")])) }
    }

    func terminate() {
        process.withLock { if $0.isRunning { $0.terminate() } }
    }

    /// Blocks until it has ended, which takes no time once `lines` have.
    func waitForEnd() {
        process.withLock { $0.waitUntilExit() }
    }

    private static func passOn(_ output: FileHandle, to received: AsyncStream<[UInt8]>.Continuation) {
        defer { received.finish() }
        var line: [UInt8] = []
        while case let chunk = output.availableData, !chunk.isEmpty {
            var rest = chunk[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line += rest[..<end]
                guard case .enqueued = received.yield(line) else { return }
                line = []
                rest = rest[(end + 1)...]
            }
            line += rest
            if line.count > maximumLineBytes { return }
        }
    }

    /// The end of what a process wrote, for the sentence that says why it is gone.
    private final class ErrorTail: Sendable {
        private let bytes = Mutex(Data())

        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

        func append(_ chunk: Data) {
            bytes.withLock { $0 = ($0 + chunk).suffix(8_192) }
        }
    }
}
