/// What a model is fed: numbers and how they are arranged.
package struct Tensor: Sendable, Hashable {
    /// `[1, 3, height, width]` or `[1, height, width, 3]`.
    package let shape: [Int]
    /// Row-major, as many as the product of `shape`.
    package let values: [Float]

    /// Nil unless there are as many values as the shape says.
    package init?(shape: [Int], values: [Float]) {
        guard shape.allSatisfy({ $0 > 0 }) else { return nil }
        var count = 1
        for side in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            if overflow { return nil }
            count = product
        }
        guard count == values.count else { return nil }
        self.init(checkedShape: shape, values: values)
    }

    init(checkedShape shape: [Int], values: [Float]) {
        self.shape = shape
        self.values = values
    }
}
