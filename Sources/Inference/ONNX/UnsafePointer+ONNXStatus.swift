import COnnxRuntime

/// The one place where the library's status pointers become errors.
extension UnsafePointer<reid_ort_api> {
    /// - Parameter call: what was asked for, as it follows "failed to".
    func check(_ call: String, _ status: OpaquePointer?) throws(ONNXError) {
        guard let status else { return }
        defer { pointee.release_status(status) }
        throw .status(
            call: call, code: Int(pointee.get_error_code(status)),
            message: String(cString: pointee.get_error_message(status)))
    }

    /// The handle that a call hands out.
    func made(
        _ call: String, _ body: (UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(ONNXError) -> OpaquePointer {
        var handle: OpaquePointer?
        try check(call, body(&handle))
        guard let handle else { throw .nothingReturned(call: call) }
        return handle
    }
}
