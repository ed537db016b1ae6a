import Logging
import Synchronization

/// Logs go to standard error; standard output is for what a command was asked for.
enum ProgramLog {
    /// The level of every logger of the program; it may change while it runs.
    static let level = Mutex(Logger.Level.info)

    static func logger(_ level: LogLevel) -> Logger {
        self.level.withLock { $0 = level.level }
        return Logger(label: "reid") { Handler(inner: StreamLogHandler.standardError(label: $0)) }
    }

    /// Asks for the level at every line, so that a change reaches loggers that were handed out long ago.
    private struct Handler: LogHandler {
        let inner: StreamLogHandler
        /// Kept until a line is written: every request brings some, and few requests write a line.
        var metadata: Logger.Metadata = [:]

        var logLevel: Logger.Level {
            get { ProgramLog.level.withLock { $0 } }
            set {}
        }
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            var event = event
            event.metadata = metadata.merging(event.metadata ?? [:]) { _, own in own }
            inner.log(event: event)
        }
    }
}
