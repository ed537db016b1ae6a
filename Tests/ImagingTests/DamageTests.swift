import Testing

@testable import Imaging

/// Damaged files: never a crash, and what lies above the damage is as in the undamaged file.
@Suite struct DamageTests {
    @Test(
        "A file cut anywhere gives rows that are right, or says that it is cut",
        arguments: [
            "baseline-444.jpg", "baseline-422.jpg", "baseline-420.jpg", "restart-420.jpg", "gray.jpg", "cmyk.jpg",
            "scene-420.jpg", "rgb.png", "rgb-16.png", "lossy.webp", "lossless.webp",
        ])
    func truncation(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let whole = try Fixture.picture(name)
        let decoder = PictureDecoder(budget: DecodeBudget())
        var usable = 0
        for length in stride(from: 0, to: bytes.count, by: 97) {
            let cut = Array(bytes.prefix(length))
            guard let header = try? decoder.header(of: cut) else { continue }
            // One row each, so that every row says for itself whether it is usable.
            let rows = (0..<header.height).map { PixelRect(x: 0, y: $0, width: header.width, height: 1) }
            do {
                let crops = try decoder.crops(rows, from: cut, header: header, deadline: nil)
                for row in rows {
                    guard let region = crops.region(row) else { continue }
                    usable += 1
                    #expect(try region.copied() == whole.cut(row), "cut to \(length), row \(row.y)")
                }
            } catch let error as PictureError {
                #expect(error == .truncated, "cut to \(length)")
            }
        }
        // Half of the rows of all these files would be right if pixels began at the first byte. They do not, in files
        // this small; but a fifth must have come out.
        #expect(usable * 5 > bytes.count / 97 * whole.height)
    }

    @Test("A box above the damage is served, one below is not")
    func aboveTheDamage() throws {
        let bytes = try Fixture.bytes("scene-420.jpg")
        let cut = Array(bytes.prefix(bytes.count * 2 / 3))
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: cut)
        let above = PixelRect(x: 100, y: 20, width: 60, height: 50)
        let below = PixelRect(x: 100, y: 180, width: 60, height: 50)
        let crops = try decoder.crops([below, above], from: cut, header: header, deadline: nil)
        #expect(try crops.region(above)?.copied() == Fixture.picture("scene-420.jpg").cut(above))
        #expect(crops.region(below) == nil)
        #expect(crops.damage == .truncated)
        #expect(throws: PictureError.truncated) {
            try decoder.crops([below], from: cut, header: header, deadline: nil)
        }
        #expect(throws: PictureError.truncated) { try decoder.picture(from: cut) }
    }

    // Damage runs along stored rows. Turned left, the picture's stored top is its upright right side.
    @Test("In a turned picture the usable part is turned as well")
    func damageOfTurnedPicture() throws {
        let bytes = try Fixture.bytes("orientation-6.jpg")
        let cut = Array(bytes.prefix(bytes.count * 3 / 4))
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: cut)
        let left = PixelRect(x: 0, y: 0, width: 8, height: 45), right = PixelRect(x: 53, y: 0, width: 8, height: 45)
        let crops = try decoder.crops([left, right], from: cut, header: header, deadline: nil)
        #expect(crops.region(left) == nil)
        #expect(try crops.region(right)?.copied() == Fixture.picture("orientation-6.jpg").cut(right))
    }

    @Test("A missing end-of-image marker alone does no harm", arguments: ["baseline-420.jpg", "gray.jpg", "scene-422.jpg"])
    func missingEnd(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let picture = try PictureDecoder(budget: DecodeBudget()).picture(from: Array(bytes.dropLast(2)))
        #expect(try picture == Fixture.picture(name))
    }

    // Each scan refines all rows, so a missing one changes every row: nothing is above the damage.
    @Test("A cut progressive file gives nothing", arguments: ["progressive-420.jpg", "separate-scans-420.jpg"])
    func truncatedProgressive(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: bytes)
        let top = PixelRect(x: 0, y: 0, width: 20, height: 4)
        for length in stride(from: 700, to: bytes.count - 2, by: 97) {
            #expect(throws: PictureError.truncated) {
                try decoder.crops([top], from: Array(bytes.prefix(length)), header: header, deadline: nil)
            }
        }
    }

    @Test("Wrong bits in the middle leave the rows well above them usable")
    func corruptMiddle() throws {
        var bytes = try Fixture.bytes("restart-420.jpg")
        let middle = bytes.count * 3 / 4
        // A marker that has no business there.
        bytes.replaceSubrange(middle..<middle + 2, with: [0xFF, 0xC1])
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: bytes)
        let top = PixelRect(x: 10, y: 0, width: 60, height: 16), bottom = PixelRect(x: 0, y: 120, width: 97, height: 11)
        let crops = try decoder.crops([top, bottom], from: bytes, header: header, deadline: nil)
        #expect(crops.damage == .corrupt)
        #expect(try crops.region(top)?.copied() == Fixture.picture("restart-420.jpg").cut(top))
        #expect(crops.region(bottom) == nil)
    }

    @Test("A PNG with a wrong checksum is not used")
    func pngChecksum() throws {
        var bytes = try Fixture.bytes("rgb.png")
        let checksum = bytes.count - 12 - 4  // before the last chunk
        bytes[checksum] ^= 0xFF
        let decoder = PictureDecoder(budget: DecodeBudget())
        #expect(throws: PictureError.corrupt) { try decoder.picture(from: bytes) }
    }

    // Nothing to expect but that every call returns with pixels or an error, and gives its memory back.
    @Test(
        "10,000 mutated files are decoded or refused",
        arguments: [
            "baseline-420.jpg", "restart-420.jpg", "progressive-420.jpg", "separate-scans-420.jpg", "ycck.jpg",
            "sampling-410.jpg", "orientation-6.jpg", "gray.jpg", "rgb.png", "rgb-interlaced.png", "palette-transparent.png",
            "rgb-16.png", "lossy.webp", "lossless.webp", "lossy-alpha.webp", "animated.webp",
        ])
    func mutations(name: String) throws {
        let original = try Fixture.bytes(name)
        var numbers = SeededNumbers(seed: 42)
        let budget = DecodeBudget()
        let decoder = PictureDecoder(maximumPixels: 1_000_000, budget: budget)
        for _ in 0..<625 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...8, using: &numbers) {
                // Half of the hits go to the headers.
                let reach = Bool.random(using: &numbers) ? min(bytes.count, 700) : bytes.count
                bytes[Int.random(in: 0..<reach, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            if Int.random(in: 0..<4, using: &numbers) == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &numbers))
            }
            _ = try? decoder.picture(from: bytes)
            guard let header = try? decoder.header(of: bytes) else { continue }
            let boxes = [numbers.box(width: 97, height: 131), numbers.box(width: 97, height: 131)]
            let crops = try? decoder.crops(boxes, from: bytes, header: header, deadline: .now + .seconds(10))
            for box in boxes { _ = crops?.region(box)?.copied() }
        }
        #expect(budget.left == budget.limit)
    }
}
