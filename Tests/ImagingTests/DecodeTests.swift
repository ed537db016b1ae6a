import Testing

@testable import Imaging

/// Whole pictures against Pillow's decode of the same file.
@Suite struct DecodeTests {
    // Tolerances: libjpeg-turbo's accurate transform is the same in every version, so JPEG is exact. Two exceptions:
    // converting YCCK and CMYK rounds once more, and other JPEG libraries behind Pillow may round chroma of unusual
    // subsamplings differently. PNG is lossless. WebP is exact: one library everywhere.
    @Test(
        "A picture decodes to what Pillow makes of it",
        arguments: [
            ("baseline-444.jpg", "baseline-444.jpg", 0), ("baseline-422.jpg", "baseline-422.jpg", 0),
            ("baseline-420.jpg", "baseline-420.jpg", 0), ("gray.jpg", "gray.jpg", 0),
            // Progressive order and restart markers change the file, not the coefficients.
            ("progressive-444.jpg", "baseline-444.jpg", 0), ("progressive-420.jpg", "baseline-420.jpg", 0),
            ("restart-420.jpg", "baseline-420.jpg", 0),
            ("sampling-440.jpg", "sampling-440.jpg", 2), ("sampling-411.jpg", "sampling-411.jpg", 2),
            ("sampling-410.jpg", "sampling-410.jpg", 2), ("separate-scans-420.jpg", "separate-scans-420.jpg", 2),
            ("large-chroma.jpg", "large-chroma.jpg", 2), ("cmyk.jpg", "cmyk.jpg", 1), ("ycck.jpg", "ycck.jpg", 1),
            ("rgb.png", "rgb.png", 0), ("rgba.png", "rgba.png", 0), ("gray.png", "gray.png", 0),
            ("gray-alpha.png", "gray-alpha.png", 0), ("bits-1.png", "bits-1.png", 0),
            ("palette.png", "palette.png", 0), ("palette-transparent.png", "palette-transparent.png", 0),
            ("rgb-16.png", "rgb-16.png", 0), ("rgb-interlaced.png", "rgb-interlaced.png", 0),
            ("rgb-16-interlaced.png", "rgb-16-interlaced.png", 0),
            ("lossy.webp", "lossy.webp", 0), ("lossless.webp", "lossless.webp", 0),
            ("lossy-alpha.webp", "lossy-alpha.webp", 0), ("lossless-alpha.webp", "lossless-alpha.webp", 0),
        ])
    func golden(name: String, reference: String, tolerance: Int) throws {
        let expected = try Fixture.picture("\(reference).golden.png")
        let difference = try #require(try Fixture.picture(name).largestDifference(from: expected))
        #expect(difference <= tolerance)
    }

    @Test("Every EXIF orientation is turned upright", arguments: Orientation.allCases)
    func orientation(_ orientation: Orientation) throws {
        let name = "orientation-\(orientation.rawValue).jpg"
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: Fixture.bytes(name))
        #expect(header.orientation == orientation)
        #expect((header.storedWidth, header.storedHeight) == (45, 61))
        #expect((header.width, header.height) == (orientation.swapsSides ? (61, 45) : (45, 61)))
        #expect(try Fixture.picture(name) == Fixture.picture("\(name).golden.png"))
    }

    @Test("A header tells format, size and passes")
    func headers() throws {
        let decoder = PictureDecoder(budget: DecodeBudget(bytes: 0))
        let baseline = try decoder.header(of: Fixture.bytes("baseline-420.jpg"))
        #expect(baseline.format == .jpeg && baseline.width == 97 && baseline.height == 131 && !baseline.isProgressive)
        #expect(try decoder.header(of: Fixture.bytes("progressive-420.jpg")).isProgressive)
        let interlaced = try decoder.header(of: Fixture.bytes("rgb-interlaced.png"))
        #expect(interlaced.format == .png && interlaced.width == 53 && interlaced.height == 47)
        #expect(interlaced.isInterlaced)
        #expect(try !decoder.header(of: Fixture.bytes("rgb.png")).isInterlaced)
        #expect(try decoder.header(of: Fixture.bytes("lossless.webp")).format == .webp)
    }
}
