import Testing

@testable import Imaging

/// A small part of a JPEG with one scan is decoded from a smaller JPEG that is cut out of it. Neither its pixels nor what is
/// said about damage may tell.
@Suite struct CuttingTests {
    static let names = [
        "baseline-444.jpg", "baseline-422.jpg", "baseline-420.jpg", "restart-420.jpg", "restart-rows-422.jpg", "gray.jpg",
        "cmyk.jpg", "ycck.jpg", "sampling-440.jpg", "sampling-411.jpg", "sampling-410.jpg", "large-chroma.jpg",
        "scene-420.jpg", "scene-422.jpg", "fine-444.jpg", "slope-420.jpg",
    ]

    @Test("300 narrow boxes of every kind of picture are as in the whole picture", arguments: names)
    func narrowBoxes(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var numbers = SeededNumbers(seed: 19)
        let header = try PictureDecoder(budget: DecodeBudget()).header(of: bytes)
        let boxes = (0..<300).map { _ in numbers.narrowBox(width: header.width, height: header.height) }
        try expectMatch(boxes, of: bytes, in: Fixture.picture(name))
    }

    // What is left of the border of an MCU is cut off with that MCU, unless upsampling looks across.
    @Test("Boxes that begin and end anywhere around the borders of MCUs match", arguments: names)
    func bordersOfMCUs(name: String) throws {
        let whole = try Fixture.picture(name)
        let boxes = (20..<60).flatMap { offset in
            [
                PixelRect(x: offset, y: 50, width: 12, height: 3),
                PixelRect(x: whole.width - offset, y: 50, width: 12, height: 3),
                PixelRect(x: 40, y: offset, width: 5, height: 20),
                PixelRect(x: 40, y: whole.height - offset, width: 5, height: 20),
            ]
        }
        try expectMatch(boxes, of: Fixture.bytes(name), in: whole)
    }

    // What is as wide as the picture and reaches up to its top is decoded from the file itself.
    @Test(
        "What is said of a damaged file does not depend on how wide a box is",
        arguments: [
            "baseline-422.jpg", "baseline-420.jpg", "restart-420.jpg", "restart-rows-422.jpg", "gray.jpg", "fine-444.jpg",
        ])
    func damage(name: String) throws {
        let original = try Fixture.bytes(name)
        let size = try PictureDecoder(budget: DecodeBudget()).header(of: original)
        var numbers = SeededNumbers(seed: 23)
        var noticed = 0, unnoticed = 0
        for _ in 0..<200 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...2, using: &numbers) {
                bytes[Int.random(in: 700..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            if Int.random(in: 0..<4, using: &numbers) == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count - 700, using: &numbers))
            }
            let narrow = numbers.narrowBox(width: size.width, height: size.height)
            let wide = PixelRect(x: 0, y: narrow.y, width: size.width, height: narrow.height)
            let upper = PixelRect(x: 0, y: 0, width: size.width, height: narrow.y + narrow.height)
            let cut = outcome(of: narrow, asking: narrow, from: bytes)
            #expect(cut == outcome(of: narrow, asking: wide, from: bytes), "\(narrow)")
            #expect(cut.pixels == outcome(of: narrow, asking: upper, from: bytes).pixels, "\(narrow)")
            if cut.pixels == nil { noticed += 1 } else { unnoticed += 1 }
        }
        #expect(noticed > 20 && unnoticed > 20)
    }

    @Test("Room for what is cut out is reserved")
    func budget() throws {
        let bytes = try Fixture.bytes("fine-444.jpg")
        let box = PixelRect(x: 100, y: 100, width: 20, height: 20)
        let header = try PictureDecoder(budget: DecodeBudget(bytes: 0)).header(of: bytes)
        #expect(header.workingBytes > bytes.count)
        let enough = header.workingBytes + 20 * 20 * 3
        _ = try PictureDecoder(budget: DecodeBudget(bytes: enough)).crops([box], from: bytes, header: header, deadline: nil)
        #expect(throws: PictureError.overBudget(needed: header.workingBytes, left: header.workingBytes - 1)) {
            try PictureDecoder(budget: DecodeBudget(bytes: enough - 1)).crops([box], from: bytes, header: header, deadline: nil)
        }
    }

    private func expectMatch(_ boxes: [PixelRect], of bytes: [UInt8], in whole: RGBImage) throws {
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: bytes)
        for box in boxes {
            let inside = try #require(box.clipped(toWidth: header.width, height: header.height))
            let crops = try decoder.crops([box], from: bytes, header: header, deadline: nil)
            #expect(try crops.region(box)?.copied() == whole.cut(inside), "\(box)")
        }
    }

    private struct Outcome: Equatable {
        var error: PictureError?
        var damage: PictureError?
        var pixels: RGBImage?
    }

    private func outcome(of box: PixelRect, asking asked: PixelRect, from bytes: [UInt8]) -> Outcome {
        let decoder = PictureDecoder(budget: DecodeBudget())
        do {
            let crops = try decoder.crops([asked], from: bytes, header: decoder.header(of: bytes), deadline: nil)
            return Outcome(damage: crops.damage, pixels: crops.region(box)?.copied())
        } catch {
            return Outcome(error: error)
        }
    }
}

extension SeededNumbers {
    /// A box inside a picture of this size, a third as wide at most; half of them touch a border.
    fileprivate mutating func narrowBox(width: Int, height: Int) -> PixelRect {
        let across = Int.random(in: 1...width / 3, using: &self), down = Int.random(in: 1...height, using: &self)
        var x = Int.random(in: 0...width - across, using: &self), y = Int.random(in: 0...height - down, using: &self)
        switch Int.random(in: 0..<8, using: &self) {
        case 0: x = 0
        case 1: x = width - across
        case 2: y = 0
        case 3: y = height - down
        default: break
        }
        return PixelRect(x: x, y: y, width: across, height: down)
    }
}
