import Testing

@testable import Imaging

@Suite struct GeometryTests {
    @Test(
        "A rectangle is cut at the picture's border",
        arguments: [
            (PixelRect(x: 2, y: 3, width: 4, height: 5), PixelRect(x: 2, y: 3, width: 4, height: 5)),
            (PixelRect(x: -2, y: -3, width: 4, height: 5), PixelRect(x: 0, y: 0, width: 2, height: 2)),
            (PixelRect(x: 8, y: 18, width: 9, height: 9), PixelRect(x: 8, y: 18, width: 2, height: 2)),
            (PixelRect(x: -9, y: -9, width: .max, height: .max), PixelRect(x: 0, y: 0, width: 10, height: 20)),
            (PixelRect(x: 9, y: 19, width: .max, height: .max), PixelRect(x: 9, y: 19, width: 1, height: 1)),
        ])
    func clipping(rect: PixelRect, expected: PixelRect) {
        #expect(rect.clipped(toWidth: 10, height: 20) == expected)
    }

    // Turning a picture and looking up its stored rectangle must agree, whatever the rectangle.
    @Test("Stored rectangles are where the upright ones come from", arguments: Orientation.allCases)
    func storedRects(orientation: Orientation) throws {
        var numbers = SeededNumbers(seed: 5)
        let stored = try Fixture.picture("rgb.png")
        let upright = orientation.upright(stored)
        for _ in 0..<50 {
            let box = numbers.box(width: upright.width, height: upright.height)
            let rect = try #require(box.clipped(toWidth: upright.width, height: upright.height))
            let source = orientation.storedRect(of: rect, storedWidth: stored.width, storedHeight: stored.height)
            #expect(try orientation.upright(stored.cut(source)) == upright.cut(rect))
        }
    }

    @Test("EXIF blocks that make no sense leave the picture as it is stored")
    func brokenExif() throws {
        let bytes = try Fixture.bytes("orientation-6.jpg")
        let exif = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("Exif".utf8)) })
        for position in exif..<exif + 32 {
            for value in [UInt8(0), 0x7F, 0xFF] {
                var broken = bytes
                broken[position] = value
                let orientation = Orientation(exifOfJPEG: broken)
                #expect([.upright, .turnedLeft].contains(orientation))
            }
        }
        for length in 0..<exif + 40 { _ = Orientation(exifOfJPEG: Array(bytes.prefix(length))) }
    }

    @Test("A picture has exactly the bytes that its size says")
    func imageSize() {
        #expect(RGBImage(width: 2, height: 1, pixels: [1, 2, 3, 4, 5, 6]) != nil)
        #expect(RGBImage(width: 2, height: 1, pixels: [1, 2, 3]) == nil)
        #expect(RGBImage(width: -1, height: -1, pixels: [1, 2, 3]) == nil)
        #expect(RGBImage(width: .max, height: .max, pixels: []) == nil)
    }

    @Test("A region lies wholly inside its picture")
    func regions() throws {
        let image = try Fixture.picture("rgb.png")
        #expect(Region(of: image, rect: PixelRect(x: 50, y: 40, width: 3, height: 7)) != nil)
        #expect(Region(of: image, rect: PixelRect(x: 50, y: 40, width: 4, height: 7)) == nil)
        #expect(Region(of: image, rect: PixelRect(x: -1, y: 0, width: 3, height: 7)) == nil)
        #expect(Region(of: image, rect: PixelRect(x: 0, y: 0, width: 0, height: 7)) == nil)
        #expect(Region(whole: .empty) == nil)
    }
}
