import Foundation
import Testing

@testable import Imaging

/// Decoding a part of a picture gives, inside the boxes, bit for bit what decoding all of it gives.
@Suite struct BandTests {
    static let names = [
        "baseline-444.jpg", "baseline-422.jpg", "baseline-420.jpg", "progressive-444.jpg", "progressive-420.jpg",
        "restart-420.jpg", "gray.jpg", "cmyk.jpg", "ycck.jpg", "sampling-440.jpg", "sampling-411.jpg",
        "sampling-410.jpg", "separate-scans-420.jpg", "large-chroma.jpg", "scene-420.jpg", "scene-422.jpg",
        "rgb.png", "rgba.png", "gray.png", "palette.png", "bits-1.png", "rgb-16.png", "rgb-interlaced.png",
        "lossy.webp", "lossless.webp", "lossy-alpha.webp",
    ]

    @Test("300 boxes of every kind of picture are as in the whole picture", arguments: names)
    func randomBoxes(name: String) throws {
        var numbers = SeededNumbers(seed: 7)
        try expectBoxesMatch(Fixture.bytes(name), boxes: 300) { numbers.box(width: $0, height: $1) }
    }

    // Every row as first and as last row, every column as first and last: where skipping, MCUs and chroma rows meet.
    @Test(
        "Thin boxes at every position match",
        arguments: [
            "baseline-444.jpg", "baseline-422.jpg", "baseline-420.jpg", "progressive-420.jpg", "sampling-440.jpg",
            "sampling-411.jpg", "sampling-410.jpg", "restart-420.jpg", "gray.jpg", "lossy.webp",
        ])
    func thinBoxes(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var position = 0
        try expectBoxesMatch(bytes, boxes: 131) { width, _ in
            defer { position += 1 }
            return PixelRect(x: 40, y: position, width: 9, height: 1)
        }
        position = 0
        try expectBoxesMatch(bytes, boxes: 97) { _, height in
            defer { position += 1 }
            return PixelRect(x: position, y: 50, width: 1, height: 12)
        }
    }

    @Test("Boxes of a turned picture match", arguments: Orientation.allCases)
    func turned(orientation: Orientation) throws {
        var numbers = SeededNumbers(seed: UInt64(orientation.rawValue))
        try expectBoxesMatch(Fixture.bytes("orientation-\(orientation.rawValue).jpg"), boxes: 200) {
            numbers.box(width: $0, height: $1)
        }
    }

    // Its first scans alone are a valid picture, which the library smooths across blocks.
    @Test("Boxes of an unfinished progressive picture match", arguments: ["progressive-444.jpg", "progressive-420.jpg"], 1...6)
    func unfinishedProgressive(name: String, scans: Int) throws {
        var numbers = SeededNumbers(seed: 11)
        let bytes = try JPEGBytes(Fixture.bytes(name)).keepingScans(scans)
        try expectBoxesMatch(bytes, boxes: 100) { numbers.box(width: $0, height: $1) }
    }

    @Test("Several boxes come out of one band")
    func severalBoxes() throws {
        let bytes = try Fixture.bytes("scene-420.jpg")
        let whole = try Fixture.picture("scene-420.jpg")
        let decoder = PictureDecoder(budget: DecodeBudget())
        let boxes = [PixelRect(x: 30, y: 60, width: 20, height: 50), PixelRect(x: 200, y: 90, width: 33, height: 71)]
        let crops = try decoder.crops(boxes, from: bytes, header: decoder.header(of: bytes), deadline: nil)
        #expect((crops.originX, crops.originY, crops.image.width, crops.image.height) == (30, 60, 203, 101))
        for box in boxes { #expect(try crops.region(box)?.copied() == whole.cut(box)) }
        #expect(crops.region(PixelRect(x: 29, y: 60, width: 5, height: 5)) == nil, "was not asked for")
    }

    @Test(
        "Boxes of real camera pictures match",
        .enabled(if: Fixture.shared != nil, "skipped: needs the shared camera pictures"),
        arguments: ["c1s1_002301.jpg", "mot17-04_1080p.jpg", "bus.jpg", "zidane.jpg"])
    func realPictures(name: String) throws {
        let folder = try #require(Fixture.shared)
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "data/decode/\(name)")))
        var numbers = SeededNumbers(seed: 3)
        try expectBoxesMatch(bytes, boxes: 12) { width, height in
            PixelRect(
                x: Int.random(in: 0..<width - 150, using: &numbers), y: Int.random(in: 0..<height - 350, using: &numbers),
                width: 150, height: 350)
        }
    }

    private func expectBoxesMatch(_ bytes: [UInt8], boxes: Int, box: (Int, Int) -> PixelRect) throws {
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: bytes)
        let whole = try decoder.picture(from: bytes)
        for _ in 0..<boxes {
            let rect = box(header.width, header.height)
            let inside = try #require(rect.clipped(toWidth: header.width, height: header.height))
            let crops = try decoder.crops([rect], from: bytes, header: header, deadline: nil)
            let region = try #require(crops.region(rect))
            #expect(try region.copied() == whole.cut(inside), "\(rect)")
        }
    }
}
