import COnnxRuntime

extension ONNXSession {
    static func open(
        _ source: ModelSource, runtime: ONNXRuntime, settings: ONNXSessionSettings
    ) throws(ONNXError) -> OpaquePointer {
        let api = runtime.api
        let options = try api.made("create its options") { api.pointee.create_session_options($0) }
        defer { api.pointee.release_session_options(options) }
        try settings.apply(to: options, api: api)
        return try api.made("load the model") { session in
            switch source {
            case .file(let path):
                return api.pointee.create_session(runtime.environment, path, options, session)
            case .bytes(let bytes):
                return bytes.withUnsafeBytes { buffer in
                    // An empty array has no address; an empty model is refused like any other broken one.
                    guard let start = buffer.baseAddress else { return nil }
                    return api.pointee.create_session_from_array(
                        runtime.environment, start, buffer.count, options, session)
                }
            }
        }
    }
}
