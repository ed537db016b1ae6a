import Synchronization

/// A value that several closures change; a `Mutex` itself cannot be captured by closures that escape twice.
final class Locked<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    var value: Value { mutex.withLock { $0 } }

    func change(_ body: @Sendable (inout Value) -> Void) {
        mutex.withLock { value in body(&value) }
    }
}
