import Foundation
import Synchronization

/// How far a download is, on standard error: a bar in a terminal, a line every tenth elsewhere.
final class ProgressBar: Sendable {
    private let label: String
    private let isTerminal = isatty(STDERR_FILENO) != 0
    /// The last step shown, so that thousands of calls are a few hundred writes.
    private let lastStep = Mutex(-1)

    init(label: String) {
        self.label = label
    }

    /// - Parameter total: nil when it is not known.
    func show(done: Int, of total: Int?) {
        let steps = isTerminal ? 200 : 10
        let step = total.map { $0 > 0 ? done * steps / $0 : steps } ?? done >> 20
        let isNews = lastStep.withLock { last in
            defer { last = step }
            return last != step
        }
        guard isNews else { return }
        let size = String(format: "%.1f MB", Double(done) / 1_000_000)
        guard let total else { return write("\(label)  \(size)") }
        let filled = min(max(step * 30 / steps, 0), 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        write("\(label)  \(bar)  \(size) of \(String(format: "%.1f MB", Double(total) / 1_000_000))")
    }

    func finish() {
        if isTerminal, lastStep.withLock({ $0 >= 0 }) { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    private func write(_ line: String) {
        FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n").utf8))
    }
}
