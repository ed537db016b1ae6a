import Logging
import TestSupport

/// Keeps every log line, down to the finest, as `message key=value …`.
struct LogRecorder: LogHandler {
    let lines: Recording<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(_ lines: Recording<String>) {
        self.lines = lines
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        lines.append(([event.message.description] + facts.map { "\($0.key)=\($0.value)" }).joined(separator: " "))
    }
}
