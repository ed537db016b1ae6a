import COpenVINO

/// The one place where the library's status codes become errors.
extension reid_ov_api {
    /// - Parameter call: what was asked for, as it follows "failed to".
    func check(_ call: String, _ status: reid_ov_status) throws(OpenVINOError) {
        guard status != 0 else { return }
        var message = "no reason given"
        if let text = get_last_message() {
            // Several lines, with the library's source files in them; the last one says what is wrong.
            let lines = String(cString: text).split(separator: "\n").map { $0.trimmingSpaces }
            message = lines.last { !$0.isEmpty } ?? message
            free_text(text)
        }
        throw .status(call: call, code: Int(status), message: message)
    }

    /// The handle that a call hands out.
    func made(
        _ call: String, _ body: (UnsafeMutablePointer<OpaquePointer?>) -> reid_ov_status
    ) throws(OpenVINOError) -> OpaquePointer {
        var handle: OpaquePointer?
        try check(call, body(&handle))
        guard let handle else { throw .status(call: call, code: 0, message: "nothing was returned") }
        return handle
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true || rest.last == "." { rest.removeLast() }
        return String(rest)
    }
}
