import COnnxRuntime

extension UnsafePointer<reid_ort_api> {
    /// The dimensions of a tensor of 32-bit floats; nil when the type is anything else.
    func floatShape(of typeInfo: OpaquePointer) throws(ONNXError) -> [Int]? {
        let call = "describe the model"
        var tensorInfo: OpaquePointer?
        try check(call, pointee.cast_to_tensor_info(typeInfo, &tensorInfo))
        guard let tensorInfo else { return nil }
        var elementType: Int32 = 0
        try check(call, pointee.get_element_type(tensorInfo, &elementType))
        return elementType == REID_ORT_FLOAT32 ? try shape(of: tensorInfo) : nil
    }

    /// -1 where a dimension is open.
    func shape(of tensorInfo: OpaquePointer) throws(ONNXError) -> [Int] {
        let call = "describe a tensor"
        var count = 0
        try check(call, pointee.get_dimension_count(tensorInfo, &count))
        // More dimensions than any tensor we could use; a file is not to be trusted with a number.
        guard (0...16).contains(count) else { throw .nothingReturned(call: call) }
        var dimensions = [Int64](repeating: 0, count: count)
        try check(call, pointee.get_dimensions(tensorInfo, &dimensions, count))
        return dimensions.map { Int(clamping: $0) }
    }
}
