import COnnxRuntime

extension ONNXSession {
    /// What the file's author noted under `key`; nil when nothing.
    package func metadata(_ key: String) throws(ONNXError) -> String? {
        let api = runtime.api
        let metadata = try api.made("read the model's notes") { api.pointee.get_metadata(session, $0) }
        defer { api.pointee.release_metadata(metadata) }
        let allocator = try api.made("name its allocator") { api.pointee.get_default_allocator($0) }
        var value: UnsafeMutablePointer<CChar>?
        try api.check("read the model's notes", api.pointee.get_metadata_value(metadata, allocator, key, &value))
        guard let value else { return nil }
        let text = String(cString: value)
        try api.check("free a string", api.pointee.allocator_free(allocator, value))
        return text
    }
}
