import Foundation
import Synchronization

/// How far a download is, on standard error: a bar in a terminal, a line every tenth elsewhere.
final class ProgressBar: Sendable {
    private let label: String
    private let unit: Unit
    private let isTerminal = isatty(STDERR_FILENO) != 0
    /// The last step shown, so that thousands of calls are a few hundred writes.
    private let lastStep = Mutex(-1)

    /// What is counted.
    enum Unit: Sendable {
        case bytes
        /// Things of this name.
        case things(String)
    }

    init(label: String, unit: Unit = .bytes) {
        self.label = label
        self.unit = unit
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
        let size = size(done)
        guard let total else { return write("\(label)  \(size)") }
        let filled = min(max(step * 30 / steps, 0), 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        write("\(label)  \(bar)  \(size) of \(self.size(total))")
    }

    private func size(_ count: Int) -> String {
        switch unit {
        case .bytes: String(format: "%.1f MB", Double(count) / 1_000_000)
        case .things(let name): "\(count) \(name)"
        }
    }

    func finish() {
        if isTerminal, lastStep.withLock({ $0 >= 0 }) { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    private func write(_ line: String) {
        FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n").utf8))
    }
}
