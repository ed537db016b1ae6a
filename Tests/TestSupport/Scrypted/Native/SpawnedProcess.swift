import Foundation
import Synchronization

/// A program started as Scrypted starts the executable of a plugin: descriptors 3 and 4 are sockets to us, 5 is there and
/// unused, what it prints goes to a console.
final class SpawnedProcess: Sendable {
    package struct SpawnFailure: Error, CustomStringConvertible {
        var path: String
        var code: Int32
        package var description: String { "\(path) cannot be started: \(String(cString: strerror(code)))" }
    }

    /// Our ends: what we write comes to its 3, what it writes to its 4 comes to us. Whoever uses them owns them.
    let (output, input): (CInt, CInt)
    /// What it printed, line by line, both streams.
    let console = Recording<String>()
    /// How it ended: its code, or 128 and the signal, as shells count.
    private let end = Recording<Int32>()
    private let id: pid_t

    init(_ executable: URL, _ arguments: [String], environment: [String: String]) throws {
        let (toPlugin, fromPlugin, unused) = (Self.socketPair(), Self.socketPair(), Self.socketPair())
        let printed = Self.pipe()
        // High numbers, so that no dup2 closes what a later one needs; a dup2 itself makes them inheritable.
        let theirs = [toPlugin.1, fromPlugin.1, unused.1, printed.write].map { fcntl($0, F_DUPFD_CLOEXEC, 200) }
        defer {
            for descriptor in theirs + [toPlugin.1, fromPlugin.1, unused.0, unused.1, printed.write] { close(descriptor) }
        }
        var actions = SpawnActions()
        defer { actions.destroy() }
        for (target, source) in [1: theirs[3], 2: theirs[3], 3: theirs[0], 4: theirs[1], 5: theirs[2]] {
            actions.duplicate(source, to: CInt(target))
        }
        var id: pid_t = 0
        let code = Self.withCStrings([executable.path] + arguments) { arguments in
            Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&id, executable.path, &actions.actions, nil, arguments, environment)
            }
        }
        guard code == 0 else {
            for descriptor in [toPlugin.0, fromPlugin.0, printed.read] { close(descriptor) }
            throw SpawnFailure(path: executable.path, code: code)
        }
        self.id = id
        (output, input) = (toPlugin.0, fromPlugin.0)
        let (console, end) = (console, end)
        Thread.detachNewThread { [id] in
            Self.readLines(of: printed.read, into: console)
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            end.append(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
        }
    }

    func send(_ signal: CInt) {
        if end.elements.isEmpty { kill(id, signal) }
    }

    /// Waits until it has ended and closed what it printed to.
    func waitForEnd() async throws -> Int32 {
        try await end.wait(for: 1)[0]
    }

    private static func readLines(of descriptor: CInt, into console: Recording<String>) {
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var rest = Data()
        while case let chunk = file.availableData, !chunk.isEmpty {
            rest += chunk
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                console.append(String(decoding: rest[..<end], as: UTF8.self))
                rest = Data(rest[(end + 1)...])
            }
        }
        if !rest.isEmpty { console.append(String(decoding: rest, as: UTF8.self)) }
    }

    private static func socketPair() -> (CInt, CInt) {
        var descriptors: [CInt] = [-1, -1]
        #if canImport(Darwin)
        socketpair(AF_UNIX, SOCK_STREAM, 0, &descriptors)
        #else
        socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors)
        #endif
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return (descriptors[0], descriptors[1])
    }

    private static func pipe() -> (read: CInt, write: CInt) {
        var descriptors: [CInt] = [-1, -1]
        Foundation.pipe(&descriptors)
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return (descriptors[0], descriptors[1])
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}

/// What happens to descriptors between fork and exec. The C type differs between the systems.
private struct SpawnActions {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif

    init() {
        posix_spawn_file_actions_init(&actions)
    }

    mutating func duplicate(_ source: CInt, to target: CInt) {
        posix_spawn_file_actions_adddup2(&actions, source, target)
    }

    mutating func destroy() {
        posix_spawn_file_actions_destroy(&actions)
    }
}
