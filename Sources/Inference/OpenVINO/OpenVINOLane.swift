import CDenormals
import COpenVINO

/// Inferences on OpenVINO: one request and the tensors that it was made with.
final class OpenVINOLane: InferenceLane {
    let input: UnsafeMutableBufferPointer<Float>
    private let output: UnsafeBufferPointer<Float>
    private let session: OpenVINOSession
    private let request: OpaquePointer

    init(_ session: OpenVINOSession, count: Int) throws(OpenVINOError) {
        let api = session.runtime.api
        let request = try api.made("prepare an inference") { api.create_request(session.compiled, $0) }
        do throws(OpenVINOError) {
            let input = try Self.numbers(api) { api.get_input_tensor(request, 0, $0) }
            let need = count * MemoryLayout<Float>.stride
            guard input.count == count else {
                throw OpenVINOError.tensorSize(have: input.count * MemoryLayout<Float>.stride, need: need)
            }
            self.input = input
            output = UnsafeBufferPointer(try Self.numbers(api) { api.get_output_tensor(request, session.outputIndex, $0) })
        } catch {
            api.free_request(request)
            throw error
        }
        self.request = request
        self.session = session
    }

    deinit {
        session.runtime.api.free_request(request)
    }

    func run() throws -> UnsafeBufferPointer<Float> {
        let mode = reid_denormals_flush()
        defer { reid_denormals_restore(mode) }
        try session.runtime.api.check("run the model", session.runtime.api.infer(request))
        return output
    }

    /// Where a tensor's numbers lie. The memory is the request's, and stays when the handle is freed.
    private static func numbers(
        _ api: reid_ov_api, _ tensor: (UnsafeMutablePointer<OpaquePointer?>) -> reid_ov_status
    ) throws(OpenVINOError) -> UnsafeMutableBufferPointer<Float> {
        let handle = try api.made("describe a tensor", tensor)
        defer { api.free_tensor(handle) }
        var bytes = 0
        try api.check("describe a tensor", api.get_tensor_bytes(handle, &bytes))
        var data: UnsafeMutableRawPointer?
        try api.check("describe a tensor", api.get_tensor_data(handle, &data))
        return UnsafeMutableBufferPointer(
            start: data?.assumingMemoryBound(to: Float.self), count: bytes / MemoryLayout<Float>.stride)
    }
}
