import Dispatch

/// ONNX Runtime, opened while settings and manifests are still read and a model's file is hashed: that takes as long, and
/// neither needs the other.
///
/// Nothing is handed over: a library that was opened once stays open, and its environment is there for everybody as long as
/// anybody holds it. What goes wrong here goes wrong again where somebody is told.
package struct EarlyOpening: Sendable {
    private let isFree = DispatchSemaphore(value: 0)
    private let isOver = DispatchSemaphore(value: 0)

    /// Begins, unless a model will rather run on something else.
    package init(_ settings: BackendSettings) {
        // Here, because the environment's variables may only be changed while nobody else looks at them.
        ONNXRuntime.silenceTelemetry()
        DispatchQueue.global(qos: .userInitiated).async { [isFree, isOver] in
            Self.open(settings, until: isFree)
            isOver.signal()
        }
    }

    /// Lets go of it: somebody else has it now, or nobody wants it. Waits until it is done with, because a program that ends
    /// in the middle of opening a library crashes.
    package func end() {
        isFree.signal()
        isOver.wait()
    }

    private static func open(_ settings: BackendSettings, until isFree: DispatchSemaphore) {
        let backend = settings.backend ?? ModelMemory(folder: settings.folder).latestChoice
        guard backend != .openvino, let runtime = try? ONNXRuntime(library: settings.onnxRuntimeLibrary) else { return }
        isFree.wait()
        withExtendedLifetime(runtime) {}
    }
}
