import Dispatch

/// ONNX Runtime, opened while a model's file is still read and hashed: each takes some 20 ms, and neither needs the other.
///
/// Nothing is handed over: a library that was opened once stays open, and its environment is there for everybody as long as
/// anybody holds it. What goes wrong here goes wrong again where somebody is told.
struct EarlyOpening {
    private let isDone = DispatchSemaphore(value: 0)

    /// - Parameter library: the one that a person asked for; nil to search.
    init(library: String?) {
        // Here, because the environment's variables may only be changed while nobody else looks at them.
        ONNXRuntime.silenceTelemetry()
        DispatchQueue.global(qos: .userInitiated).async { [isDone] in
            let runtime = try? ONNXRuntime(library: library)
            isDone.wait()
            withExtendedLifetime(runtime) {}
        }
    }

    /// Lets go of it: somebody else has it now, or nobody wants it.
    func end() {
        isDone.signal()
    }
}
