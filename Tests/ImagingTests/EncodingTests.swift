import Testing

@testable import Imaging

/// Pictures encoded as JPEG, read again by our own decoder.
@Suite struct EncodingTests {
    /// Mean difference of a byte at most, in tenths, and the file's size: what Pillow gives at quality 80 and 4:2:0. Chroma at
    /// half size costs these small pictures full of coloured edges more than it costs a camera's.
    static let pictures: [(String, mean: Int, bytes: Int)] = [
        ("baseline-444.jpg.golden.png", 62, 3527), ("gray.jpg.golden.png", 13, 2787), ("rgb.png", 103, 1343),
        ("resize-source.png", 63, 3174),
    ]

    @Test("what was encoded decodes to nearly the same picture", arguments: pictures)
    func roundTrip(name: String, mean: Int, bytes: Int) throws {
        let picture = try Fixture.picture(name)
        let encoded = try picture.jpeg()
        let again = try PictureDecoder(budget: DecodeBudget()).picture(from: encoded)
        let difference = try #require(again.meanDifferenceTenths(from: picture))
        #expect(difference <= mean)
        // Other versions of the library may write other tables.
        #expect(abs(encoded.count - bytes) * 50 <= bytes, "\(encoded.count)")
    }

    @Test("noise of any size, at any quality, fits", arguments: [1, 50, 80, 100])
    func noise(quality: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(quality))
        for (width, height) in [(1, 1), (1, 17), (16, 16), (17, 33), (640, 1), (5, 640), (97, 131)] {
            // Black and white only: the most that a file can have to say.
            let pixels = (0..<width * height * 3).map { _ in Bool.random(using: &numbers) ? UInt8(255) : 0 }
            let picture = try #require(RGBImage(width: width, height: height, pixels: pixels))
            let again = try PictureDecoder(budget: DecodeBudget()).picture(from: picture.jpeg(quality: quality))
            #expect((again.width, again.height) == (width, height))
        }
    }

    @Test("a higher quality is a larger file and a smaller difference")
    func quality() throws {
        let picture = try Fixture.picture("baseline-444.jpg.golden.png")
        let files = try [20, 50, 80, 95].map { try picture.jpeg(quality: $0) }
        #expect(zip(files, files.dropFirst()).allSatisfy { $0.count < $1.count })
        let differences = try files.map {
            try #require(PictureDecoder(budget: DecodeBudget()).picture(from: $0).meanDifferenceTenths(from: picture))
        }
        #expect(zip(differences, differences.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test("the same picture is the same file")
    func reproducible() throws {
        let picture = try Fixture.picture("rgb.png")
        #expect(try picture.jpeg() == picture.jpeg())
    }

    @Test("no pixel, or a side longer than JPEG allows, is an error")
    func impossible() throws {
        #expect(throws: EncodeError.empty) { try RGBImage.empty.jpeg() }
        let long = try #require(RGBImage(width: 65_501, height: 1, pixels: [UInt8](repeating: 0, count: 65_501 * 3)))
        #expect(throws: EncodeError.tooLarge) { try long.jpeg() }
    }

    /// A region's size, the longest side allowed, and what comes out.
    static let fits: [((Int, Int), Int, (Int, Int))] = [
        ((97, 131), 131, (97, 131)), ((97, 131), 640, (97, 131)), ((97, 131), 100, (74, 100)), ((131, 97), 100, (100, 74)),
        ((97, 131), 1, (1, 1)), ((97, 131), 0, (1, 1)), ((97, 131), -5, (1, 1)),
        // A thin strip keeps a pixel.
        ((1, 131), 20, (1, 20)),
    ]

    @Test("what is fitted keeps its shape and is never enlarged", arguments: fits)
    func fitted(size: (width: Int, height: Int), side: Int, expected: (width: Int, height: Int)) throws {
        let pixels = [UInt8](repeating: 99, count: size.width * size.height * 3)
        let picture = try #require(RGBImage(width: size.width, height: size.height, pixels: pixels))
        let fitted = try #require(Region(whole: picture)).fitted(within: side)
        #expect((fitted.width, fitted.height) == expected)
        #expect(fitted.pixels.allSatisfy { $0 == 99 })
    }
}

extension RGBImage {
    /// Nil when the sizes differ.
    fileprivate func meanDifferenceTenths(from other: RGBImage) -> Int? {
        guard width == other.width, height == other.height else { return nil }
        return zip(pixels, other.pixels).map { abs(Int($0) - Int($1)) }.reduce(0, +) * 10 / max(pixels.count, 1)
    }
}
