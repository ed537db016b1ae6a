import Testing

@testable import Imaging

@Suite struct CropQualityTests {
    private func figure() throws -> RGBImage { try Fixture.picture("resize-source.png") }

    private func measure(_ image: RGBImage) throws -> CropQuality {
        CropQuality.measure(try #require(Region(whole: image)))
    }

    @Test("Blurring lowers sharpness, the more the lower")
    func blur() throws {
        // Shrinking and enlarging again is a blur that needs nothing but the resizer.
        var values = [try measure(figure()).sharpness]
        for divisor in [3, 6, 12] {
            let small = try #require(Region(whole: figure())).resized(
                width: 97 / divisor, height: 131 / divisor, filter: .antialiasedBilinear)
            values.append(
                try measure(
                    try #require(Region(whole: small)).resized(width: 97, height: 131, filter: .antialiasedBilinear)
                ).sharpness)
        }
        #expect(values == values.sorted(by: >))
        #expect(values[0] > 4 * values[2])
    }

    @Test("A flat picture has no sharpness, and one of single dots the most")
    func extremes() throws {
        let flat = try #require(RGBImage(width: 64, height: 128, pixels: Array(repeating: 77, count: 64 * 128 * 3)))
        #expect(try measure(flat) == CropQuality(sharpness: 0, chromaTenths: 0))
        let dots = (0..<64 * 128).flatMap { index -> [UInt8] in
            Array(repeating: (index % 64 + index / 64) % 2 == 0 ? 0 : 255, count: 3)
        }
        // Every pixel differs from its four neighbours by 255: the Laplacian is ±1020.
        #expect(try measure(try #require(RGBImage(width: 64, height: 128, pixels: dots))).sharpness == 1_020 * 1_020)
    }

    @Test("Chroma is the mean spread of the channels in tenths of a level")
    func chroma() throws {
        let tinted = try #require(
            RGBImage(width: 64, height: 128, pixels: (0..<64 * 128).flatMap { _ -> [UInt8] in [100, 103, 98] }))
        #expect(try measure(tinted).chromaTenths == 50)
        #expect(try measure(Fixture.picture("gray.jpg")).chromaTenths == 0)
        #expect(try measure(figure()).chromaTenths > 300)
    }

    @Test("One pixel is enough to measure")
    func onePixel() throws {
        let pixel = try #require(RGBImage(width: 1, height: 1, pixels: [255, 0, 0]))
        #expect(try measure(pixel) == CropQuality(sharpness: 0, chromaTenths: 2_550))
    }
}
