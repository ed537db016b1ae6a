import Testing

@testable import Imaging

/// Resizing against Pillow's answers. File names say what was done: x-y-WIDTHxHEIGHT-to-WIDTHxHEIGHT.
@Suite struct ResizeTests {
    // ±1 of 255: both round the weights to 22 bits, but sums of a different order of operations may fall on either side.
    @Test("Antialiased bilinear is Pillow's resize", arguments: Fixture.names(beginning: "antialiased-"))
    func antialiased(name: String) throws {
        #expect(try difference(name, filter: .antialiasedBilinear) <= 1)
    }

    // Pillow's affine transform interpolates in floating point and cuts off instead of rounding; ours rounds after each
    // pass.
    @Test("Plain bilinear is Pillow's affine transform", arguments: Fixture.names(beginning: "plain-"))
    func plain(name: String) throws {
        #expect(try difference(name, filter: .bilinear) <= 2)
    }

    @Test("The golden pictures are there")
    func goldenPictures() {
        #expect(Fixture.names(beginning: "antialiased-").count == 8)
        #expect(Fixture.names(beginning: "plain-").count == 6)
    }

    @Test("The two filters differ when shrinking and agree when enlarging")
    func filters() throws {
        let region = try #require(Region(whole: Fixture.picture("resize-source.png")))
        func both(_ width: Int, _ height: Int) throws -> Int {
            try #require(
                region.resized(width: width, height: height, filter: .bilinear).largestDifference(
                    from: region.resized(width: width, height: height, filter: .antialiasedBilinear)))
        }
        #expect(try both(20, 30) > 20)
        #expect(try both(200, 300) == 0)
    }

    @Test("A flat picture stays flat at any size", arguments: ResampleFilter.allCases, [(1, 1), (3, 700), (500, 2), (61, 61)])
    func flat(filter: ResampleFilter, size: (width: Int, height: Int)) throws {
        for level in [UInt8(0), 1, 127, 254, 255] {
            let image = try #require(RGBImage(width: 37, height: 91, pixels: Array(repeating: level, count: 37 * 91 * 3)))
            let resized = try #require(Region(whole: image)).resized(width: size.width, height: size.height, filter: filter)
            #expect(resized.pixels.allSatisfy { $0 == level })
        }
    }

    @Test(
        "A region at the very end of the picture's memory gives what it gives in the middle of another",
        arguments: ResampleFilter.allCases)
    func endOfMemory(filter: ResampleFilter) throws {
        let source = try Fixture.picture("resize-source.png")
        for (width, height) in [(1, 1), (2, 3), (5, 4), (31, 40), (97, 131)] {
            let last = PixelRect(x: source.width - width, y: source.height - height, width: width, height: height)
            let region = try #require(Region(of: source, rect: last))
            let alone = try #require(Region(whole: region.copied()))
            // The same with a border of other pixels around it.
            var framed = [UInt8](repeating: 200, count: (width + 4) * (height + 4) * 3)
            for y in 0..<height {
                for x in 0..<width * 3 { framed[((y + 2) * (width + 4) + 2) * 3 + x] = alone.image.pixels[y * width * 3 + x] }
            }
            let around = try #require(RGBImage(width: width + 4, height: height + 4, pixels: framed))
            let inside = try #require(Region(of: around, rect: PixelRect(x: 2, y: 2, width: width, height: height)))
            for (toWidth, toHeight) in [(1, 1), (7, 5), (64, 128), (3, 300)] {
                let expected = inside.resized(width: toWidth, height: toHeight, filter: filter)
                #expect(region.resized(width: toWidth, height: toHeight, filter: filter) == expected)
                #expect(alone.resized(width: toWidth, height: toHeight, filter: filter) == expected)
            }
        }
    }

    @Test("Scratch memory that was used for other sizes changes nothing")
    func scratch() throws {
        let source = try Fixture.picture("resize-source.png")
        var used = CropScratch()
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<40 {
            let width = Int.random(in: 1...source.width, using: &numbers),
                height = Int.random(in: 1...source.height, using: &numbers)
            let rect = PixelRect(
                x: Int.random(in: 0...source.width - width, using: &numbers),
                y: Int.random(in: 0...source.height - height, using: &numbers), width: width,
                height: height)
            let region = try #require(Region(of: source, rect: rect))
            let preprocessor = CropPreprocessor(
                .init(
                    width: Int.random(in: 1...140, using: &numbers), height: Int.random(in: 1...260, using: &numbers),
                    layout: Int.random(in: 0...1, using: &numbers) == 0 ? .nchw : .nhwc))
            let fresh = preprocessor.tensor(from: region)
            var values = [Float](repeating: .nan, count: preprocessor.count)
            values.withUnsafeMutableBufferPointer { preprocessor.write(region, into: $0, scratch: &used) }
            #expect(values == fresh.values)
            #expect(CropQuality.measure(region, scratch: &used) == CropQuality.measure(region))
        }
    }

    @Test("Weights of every output pixel add up to one", arguments: ResampleFilter.allCases)
    func weights(filter: ResampleFilter) {
        for (input, output) in [(1, 1), (1, 9), (9, 1), (150, 128), (320, 256), (64, 128), (4_000, 64), (2, 3)] {
            let kernel = ResampleKernel(input: input, output: output, filter: filter)
            var position = 0
            for index in 0..<output {
                let row = kernel.weights[position..<position + kernel.counts[index]]
                position += kernel.counts[index]
                #expect(kernel.starts[index] >= 0 && kernel.starts[index] + row.count <= input)
                #expect(abs(Int(row.reduce(0, +)) - 1 << 22) <= row.count)
            }
        }
    }

    private func difference(_ name: String, filter: ResampleFilter) throws -> Int {
        let numbers = name.split { !$0.isNumber }.compactMap { Int($0) }
        let region = try #require(
            Region(
                of: Fixture.picture("resize-source.png"),
                rect: PixelRect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])))
        let golden = try Fixture.picture(name)
        #expect((golden.width, golden.height) == (numbers[4], numbers[5]))
        return try #require(
            region.resized(width: numbers[4], height: numbers[5], filter: filter).largestDifference(from: golden))
    }
}
