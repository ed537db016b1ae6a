import Logging

/// Logs go to standard error; standard output is for what a command was asked for.
enum ProgramLog {
    static func logger(_ level: LogLevel) -> Logger {
        var logger = Logger(label: "reid") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level.level
        return logger
    }
}
