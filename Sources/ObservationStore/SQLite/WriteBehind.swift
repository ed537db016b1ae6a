import Dispatch
import Foundation
import GRDB
import Logging
import Synchronization

/// Brings what was written to the disk while nobody waits for it: a second later at the latest, and once a second at the most,
/// since every time costs a memory card some of its life.
///
/// It also moves the write-ahead log into the file when it has become long, on a connection of its own: SQLite would let
/// whoever happens to write then wait for the disk twice.
final class WriteBehind: Sendable {
    /// Of the write-ahead log, in bytes; about a thousand pictures.
    static let longestLog: UInt64 = 4 << 20

    private let path: String
    private let logger: Logger
    private let queue = DispatchQueue(label: "reid.log.write-behind", qos: .utility)
    private let state = Mutex(State())

    private struct State {
        var isDue = false
        var isClosed = false
        var connection: DatabaseQueue?
        var work: (@Sendable () -> Void)?
    }

    /// - Parameter path: of the log's file.
    init(path: String, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    /// - Parameter work: writes what is left to write before it is brought to the disk.
    func beforehand(_ work: @escaping @Sendable () -> Void) {
        state.withLock { $0.work = work }
    }

    /// Something was written, or is to be.
    func soon() {
        let isFirst = state.withLock { state in
            defer { state.isDue = true }
            return !state.isDue
        }
        if isFirst { queue.asyncAfter(deadline: .now() + 1) { self.bringToDisk() } }
    }

    /// Blocks. Whatever is written from here on is due anew.
    func bringToDisk() {
        if let work = state.withLock({ $0.isClosed ? nil : $0.work }) { work() }
        let isClosed = state.withLock { state in
            state.isDue = false
            return state.isClosed
        }
        guard !isClosed else { return }
        do {
            guard try Self.flush(path + "-wal") > Self.longestLog else { return }
            _ = try connection().writeWithoutTransaction { try $0.checkpoint(.passive) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            // Somebody else moves it.
        } catch {
            logger.error("the log does not reach the disk", metadata: ["why": "\(StoreError(error, path: path))"])
        }
    }

    /// To be called before the log itself is closed. What was written since the last time is not brought to the disk.
    func close() {
        queue.sync {
            do {
                try state.withLock { state in
                    state.isClosed = true
                    defer { state.connection = nil }
                    try state.connection?.close()
                }
            } catch {
                logger.warning("the log was not closed properly", metadata: ["why": "\(error)"])
            }
        }
    }

    private func connection() throws -> DatabaseQueue {
        if let open = state.withLock({ $0.connection }) { return open }
        var configuration = Configuration()
        configuration.label = "reid.log.write-behind"
        let opened = try DatabaseQueue(path: path, configuration: configuration)
        state.withLock { $0.connection = opened }
        return opened
    }

    /// Has the system bring a file to the disk.
    /// - Returns: its size in bytes; 0 when there is no such file.
    private static func flush(_ path: String) throws -> UInt64 {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try file.synchronize()
        return try file.seekToEnd()
    }
}
