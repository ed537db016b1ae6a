import COnnxRuntime

/// How a session uses threads and memory. One crop is one run on one thread; the pool in front gives parallelism.
///
/// Memory was measured with OSNet x1.0, 500 runs on 2 / 4 threads, whole process (62 MB after loading), glibc told to
/// map blocks from 128 KiB on, which keeps freed pictures from staying resident:
///
///     arena  pattern   resident after, MB   ms per run
///     on     on           84 / 101             20
///     on     off          79 /  89             20
///     off    off          65 /  67             27     each run maps and unmaps its memory anew
///     off    off          87 /  94             21     without that glibc setting; 108 / 156 at the peak
///
/// So the arena stays: it is bounded by about 7 MB for each thread that runs at once, and does not grow further. So does the
/// pattern, for another 5 to 12 MB: with OSNet-AIN x1.0 on one thread a run takes 18.3 ms with it and 18.9 without.
package struct ONNXSessionSettings: Sendable, Hashable {
    /// The library keeps what it once needed, and hands it out again.
    package var arena: Bool
    /// The library plans all of a run's memory as one block.
    package var memoryPattern: Bool

    package static let service = ONNXSessionSettings(arena: true, memoryPattern: true)

    package init(arena: Bool, memoryPattern: Bool) {
        self.arena = arena
        self.memoryPattern = memoryPattern
    }

    func apply(to options: OpaquePointer, api: UnsafePointer<reid_ort_api>) throws(ONNXError) {
        let call = "set an option"
        try api.check(call, api.pointee.set_log_level(options, REID_ORT_LOG_ERROR))
        try api.check(call, api.pointee.set_optimisation_level(options, REID_ORT_OPTIMISE_ALL))
        try api.check(call, api.pointee.set_execution_mode(options, REID_ORT_SEQUENTIAL))
        try api.check(call, api.pointee.set_intra_threads(options, 1))
        try api.check(call, api.pointee.set_inter_threads(options, 1))
        for pool in ["intra_op", "inter_op"] {
            try api.check(call, api.pointee.add_config_entry(options, "session.\(pool).allow_spinning", "0"))
        }
        if !arena { try api.check(call, api.pointee.disable_cpu_arena(options)) }
        if !memoryPattern { try api.check(call, api.pointee.disable_memory_pattern(options)) }
    }
}
