/// A picture in memory: 8-bit R, G, B, row after row, without padding.
package struct RGBImage: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// `width * height * 3` bytes.
    package let pixels: [UInt8]

    /// Nil unless there are exactly as many bytes as the size says.
    package init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width >= 0, height >= 0 else { return nil }
        let (area, areaOverflow) = width.multipliedReportingOverflow(by: height)
        let (bytes, bytesOverflow) = area.multipliedReportingOverflow(by: 3)
        guard !areaOverflow, !bytesOverflow, pixels.count == bytes else { return nil }
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    private init() {
        width = 0
        height = 0
        pixels = []
    }

    /// No pixel at all.
    static let empty = RGBImage()
}
