/// How models are run.
package struct BackendSettings: Sendable {
    /// What runs them; nil: whichever is the quicker here.
    package var backend: InferenceBackend?
    /// Libraries that a person asked for; otherwise they are searched for.
    package var onnxRuntimeLibrary: String?
    package var openVINOLibrary: String?
    /// Threads that embed at once.
    package var workers: Int
    /// Where it is kept what was measured and what OpenVINO compiled; nil: nowhere.
    package var folder: String?

    package init(
        backend: InferenceBackend? = .onnxruntime, onnxRuntimeLibrary: String? = nil, openVINOLibrary: String? = nil,
        workers: Int = WorkerPool.defaultWorkers, folder: String? = nil
    ) {
        self.backend = backend
        self.onnxRuntimeLibrary = onnxRuntimeLibrary
        self.openVINOLibrary = openVINOLibrary
        self.workers = workers
        self.folder = folder
    }
}
