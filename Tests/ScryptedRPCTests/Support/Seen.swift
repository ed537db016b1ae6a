import Synchronization

/// What has been seen, in order.
final class Seen: Sendable {
    private let notes = Mutex<[String]>([])

    func note(_ text: String) { notes.withLock { $0.append(text) } }

    var all: [String] { notes.withLock { $0 } }
}
