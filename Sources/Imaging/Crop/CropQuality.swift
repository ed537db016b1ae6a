/// How much a crop's pixels tell: sharpness and colour, as `Recognition.Quality` keeps them.
package struct CropQuality: Sendable, Hashable {
    /// Mean squared Laplacian of the luminance at 64 × 128; low is blurred.
    package let sharpness: Int32
    /// Mean distance of a pixel's largest channel from its smallest, in levels of 255 times 10; below 30 is gray.
    package let chromaTenths: Int32

    /// Half of what models see on each axis: blur that survives the halving is blur that a model misses detail by, and
    /// noise of a single pixel does not pass for sharpness.
    private static let width = 64
    private static let height = 128

    /// Measures a region of any size; whole numbers, the same on every CPU.
    package static func measure(_ region: Region) -> CropQuality {
        var scratch = CropScratch()
        return measure(region, scratch: &scratch)
    }

    /// As above, in memory that is there already.
    package static func measure(_ region: Region, scratch: inout CropScratch) -> CropQuality {
        var luminance = scratch.luminance
        scratch.luminance = []
        if luminance.isEmpty { luminance = [Int32](repeating: 0, count: width * height) }
        var chroma: Int32 = 0
        let squares = luminance.withUnsafeMutableBufferPointer { luminance in
            region.resize(width: width, height: height, filter: .antialiasedBilinear, scratch: &scratch) { y, row in
                for x in 0..<width {
                    let red = Int32(row[x &* 3])
                    let green = Int32(row[x &* 3 &+ 1])
                    let blue = Int32(row[x &* 3 &+ 2])
                    // Rec. 601 weights in 1/256.
                    luminance[y &* width &+ x] = (77 &* red &+ 150 &* green &+ 29 &* blue &+ 128) >> 8
                    chroma &+= max(red, green, blue) &- min(red, green, blue)
                }
            }
            return squaredLaplacian(UnsafeBufferPointer(luminance))
        }
        scratch.luminance = luminance
        return CropQuality(
            sharpness: Int32(clamping: squares / Int64((width - 2) * (height - 2))),
            chromaTenths: Int32(clamping: Int64(chroma) * 10 / Int64(width * height)))
    }

    private static func squaredLaplacian(_ luminance: UnsafeBufferPointer<Int32>) -> Int64 {
        var sum: Int64 = 0
        for y in 1..<height - 1 {
            // 62 squares of at most 1,020² fit.
            var row: Int32 = 0
            for x in 1..<width - 1 {
                let index = y &* width &+ x
                let beside = luminance[index &- 1] &+ luminance[index &+ 1]
                let laplacian = beside &+ luminance[index &- width] &+ luminance[index &+ width] &- 4 &* luminance[index]
                row &+= laplacian &* laplacian
            }
            sum += Int64(row)
        }
        return sum
    }
}
