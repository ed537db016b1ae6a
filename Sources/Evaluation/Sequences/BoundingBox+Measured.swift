import Recognition

extension BoundingBox {
    /// From the numbers of a data set, to whole pixels; nil when they are no box.
    init?(left: Double, top: Double, width: Double, height: Double) {
        let numbers = [left, top, width, height].map { Int32(exactly: $0.rounded()) }
        guard let x = numbers[0], let y = numbers[1], let width = numbers[2], let height = numbers[3] else { return nil }
        self.init(x: x, y: y, width: width, height: height)
    }
}
