import Dispatch

/// ONNX Runtime, opened while a model's file is still read and hashed: each takes some 20 ms, and neither needs the other.
///
/// Nothing is handed over: a library that was opened once stays open, and its environment is there for everybody as long as
/// anybody holds it. What goes wrong here goes wrong again where somebody is told.
struct EarlyOpening {
    private let isFree = DispatchSemaphore(value: 0)
    private let isOver = DispatchSemaphore(value: 0)

    /// - Parameter library: the one that a person asked for; nil to search.
    init(library: String?) {
        // Here, because the environment's variables may only be changed while nobody else looks at them.
        ONNXRuntime.silenceTelemetry()
        DispatchQueue.global(qos: .userInitiated).async { [isFree, isOver] in
            do {
                let runtime = try? ONNXRuntime(library: library)
                isFree.wait()
                withExtendedLifetime(runtime) {}
            }
            isOver.signal()
        }
    }

    /// Lets go of it: somebody else has it now, or nobody wants it. Waits until it is done with, because a program that ends
    /// in the middle of opening a library crashes.
    func end() {
        isFree.signal()
        isOver.wait()
    }
}
