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
        let image = region.resized(width: width, height: height, filter: .antialiasedBilinear)
        var luminance: [Int32] = []
        luminance.reserveCapacity(width * height)
        var chroma: Int64 = 0
        for index in stride(from: 0, to: image.pixels.count, by: 3) {
            let red = Int32(image.pixels[index])
            let green = Int32(image.pixels[index + 1])
            let blue = Int32(image.pixels[index + 2])
            // Rec. 601 weights in 1/256.
            luminance.append((77 * red + 150 * green + 29 * blue + 128) >> 8)
            chroma += Int64(max(red, green, blue) - min(red, green, blue))
        }
        return CropQuality(
            sharpness: meanSquaredLaplacian(luminance),
            chromaTenths: Int32(clamping: chroma * 10 / Int64(width * height)))
    }

    private static func meanSquaredLaplacian(_ luminance: [Int32]) -> Int32 {
        var sum: Int64 = 0
        for y in 1..<height - 1 {
            for x in 1..<width - 1 {
                let index = y * width + x
                let laplacian =
                    luminance[index - 1] + luminance[index + 1] + luminance[index - width] + luminance[index + width]
                    - 4 * luminance[index]
                sum += Int64(laplacian * laplacian)
            }
        }
        return Int32(clamping: sum / Int64((width - 2) * (height - 2)))
    }
}
