import Testing

@testable import Imaging

/// Limits are read from the header and hold before anything is allocated.
@Suite struct LimitTests {
    @Test(
        "What is no picture is unrecognised",
        arguments: [
            [], [0xFF], [0xFF, 0xD8], Array("GIF89a........".utf8), Array("<html>".utf8), Array("RIFF....WAVEfmt ".utf8),
            [UInt8](repeating: 0, count: 1000),
        ])
    func unrecognised(bytes: [UInt8]) {
        #expect(throws: PictureError.unrecognised) { try PictureDecoder(budget: DecodeBudget()).header(of: bytes) }
    }

    @Test("An animation is unrecognised")
    func animation() throws {
        let bytes = try Fixture.bytes("animated.webp")
        #expect(throws: PictureError.unrecognised) { try PictureDecoder(budget: DecodeBudget()).header(of: bytes) }
    }

    @Test("Only a signature is truncated", arguments: [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]])
    func onlySignature(bytes: [UInt8]) {
        #expect(throws: PictureError.truncated) { try PictureDecoder(budget: DecodeBudget()).header(of: bytes) }
    }

    // With an empty budget: the refusal comes before any reservation.
    @Test("A JPEG that claims 60,000 × 60,000 has too many pixels", arguments: ["baseline-420.jpg", "progressive-420.jpg"])
    func hugeJPEG(name: String) throws {
        let bytes = try JPEGBytes.resized(Fixture.bytes(name), width: 60_000, height: 60_000)
        #expect(throws: PictureError.tooManyPixels(have: 3_600_000_000, limit: 64_000_000)) {
            try PictureDecoder(budget: DecodeBudget(bytes: 0)).header(of: bytes)
        }
    }

    @Test("So has one that is too large for the JPEG library")
    func largestJPEG() throws {
        let bytes = try JPEGBytes.resized(Fixture.bytes("baseline-420.jpg"), width: 65_535, height: 65_535)
        #expect(throws: PictureError.tooManyPixels(have: 65_535 * 65_535, limit: 64_000_000)) {
            try PictureDecoder(budget: DecodeBudget(bytes: 0)).header(of: bytes)
        }
    }

    @Test("A PNG that claims four billion columns and rows has too many pixels")
    func hugePNG() throws {
        var bytes = try Fixture.bytes("rgb.png")
        bytes.replaceSubrange(16..<24, with: [UInt8](repeating: 0xFF, count: 8))
        #expect(throws: PictureError.tooManyPixels(have: .max, limit: 64_000_000)) {
            try PictureDecoder(budget: DecodeBudget(bytes: 0)).header(of: bytes)
        }
    }

    @Test("A WebP above the pixel limit has too many pixels")
    func largeWebP() throws {
        #expect(throws: PictureError.tooManyPixels(have: 97 * 131, limit: 10_000)) {
            try PictureDecoder(maximumPixels: 10_000, budget: DecodeBudget(bytes: 0)).header(
                of: Fixture.bytes("lossy.webp"))
        }
    }

    @Test(
        "Without memory left a picture is over budget, and with it is decoded",
        arguments: ["baseline-420.jpg", "progressive-420.jpg", "rgb.png", "rgb-interlaced.png", "lossy.webp", "lossless.webp"])
    func overBudget(name: String) throws {
        let bytes = try Fixture.bytes(name)
        #expect {
            try PictureDecoder(budget: DecodeBudget(bytes: 100_000)).picture(from: bytes)
        } throws: { error in
            if case PictureError.overBudget(let needed, let left) = error { needed > left } else { false }
        }
        _ = try PictureDecoder(budget: DecodeBudget(bytes: 16 << 20)).picture(from: bytes)
    }

    // 4,000 × 4,000 at 2 bytes a coefficient and 1.5 components: 48 MB for which there must be room beforehand.
    @Test("A progressive picture reserves all its coefficients")
    func progressiveCoefficients() throws {
        let bytes = try JPEGBytes.resized(Fixture.bytes("progressive-420.jpg"), width: 4_000, height: 4_000)
        let decoder = PictureDecoder(budget: DecodeBudget(bytes: 40 << 20))
        let header = try decoder.header(of: bytes)
        #expect(header.workingBytes > 4_000 * 4_000 * 3)
        #expect(throws: PictureError.overBudget(needed: header.workingBytes, left: (40 << 20) - 300)) {
            try decoder.crops([PixelRect(x: 0, y: 0, width: 10, height: 10)], from: bytes, header: header, deadline: nil)
        }
        // A baseline picture of that size needs only a few rows.
        let baseline = try JPEGBytes.resized(Fixture.bytes("baseline-420.jpg"), width: 4_000, height: 4_000)
        #expect(try decoder.header(of: baseline).workingBytes < 1 << 20)
    }

    @Test("The budget comes back when crops and regions are gone")
    func budgetReturns() throws {
        let budget = DecodeBudget(bytes: 8 << 20)
        let decoder = PictureDecoder(budget: budget)
        let bytes = try Fixture.bytes("baseline-420.jpg")
        let box = PixelRect(x: 10, y: 20, width: 30, height: 40)
        do {
            let crops = try decoder.crops([box], from: bytes, header: decoder.header(of: bytes), deadline: nil)
            #expect(budget.left == budget.limit - 30 * 40 * 3)
            withExtendedLifetime(crops) {}
        }
        #expect(budget.left == budget.limit)
        #expect(throws: PictureError.self) { try decoder.picture(from: Array(bytes.prefix(900))) }
        #expect(budget.left == budget.limit)
    }

    @Test("Boxes outside the picture or without pixels give nothing and cost nothing")
    func boxesOutside() throws {
        let decoder = PictureDecoder(budget: DecodeBudget(bytes: 0))
        let bytes = try Fixture.bytes("baseline-420.jpg")
        let boxes = [
            PixelRect(x: 97, y: 0, width: 5, height: 5), PixelRect(x: -5, y: 0, width: 5, height: 5),
            PixelRect(x: 0, y: 0, width: 0, height: 9), PixelRect(x: .max, y: .max, width: .max, height: .max),
            PixelRect(x: .min, y: .min, width: .max, height: .max), PixelRect(x: 5, y: 5, width: .min, height: -1),
        ]
        let crops = try decoder.crops(boxes, from: bytes, header: decoder.header(of: bytes), deadline: nil)
        #expect(crops.image.pixels.isEmpty)
        for box in boxes { #expect(crops.region(box) == nil) }
    }

    @Test(
        "A deadline that has passed ends decoding",
        arguments: ["baseline-420.jpg", "progressive-420.jpg", "rgb.png", "rgb-interlaced.png", "lossy.webp", "lossless.webp"])
    func deadline(name: String) throws {
        let decoder = PictureDecoder(budget: DecodeBudget())
        let bytes = try Fixture.bytes(name)
        let header = try decoder.header(of: bytes)
        #expect(throws: PictureError.deadline) {
            try decoder.crops(
                [PixelRect(x: 0, y: 0, width: 20, height: 20)], from: bytes, header: header, deadline: .now - .seconds(1))
        }
    }

    @Test("More scans than any encoder writes are refused")
    func tooManyScans() throws {
        let bomb = try JPEGBytes(Fixture.bytes("separate-scans-420.jpg")).repeatingFirstScan(5_000)
        #expect(throws: PictureError.corrupt) { try PictureDecoder(budget: DecodeBudget()).picture(from: bomb) }
    }

    // All-zero data is valid: in this file's tables eight zero bits are both "same as before" and "end of block". 60 scans
    // of a million blocks each would decode without complaint, so only the clock can end it.
    @Test("Many scans of a large picture end at the deadline", .timeLimit(.minutes(1)))
    func scanBombEndsInTime() throws {
        let original = JPEGBytes(try Fixture.bytes("separate-scans-420.jpg"))
        let head = JPEGBytes.resized(original.head, width: 4_800, height: 4_800)
        let scanHeader = original.scans[0].prefix(2 + Int(original.scans[0][3]))
        let scan = scanHeader + [UInt8](repeating: 0, count: 600 * 600 * 2)
        func file(scans: Int) -> [UInt8] {
            var bytes = head
            for _ in 0..<scans { bytes += scan }
            return bytes + [0xFF, 0xD9]
        }
        let bomb = file(scans: 60)
        let decoder = PictureDecoder(budget: DecodeBudget())
        let header = try decoder.header(of: bomb)
        let box = PixelRect(x: 0, y: 0, width: 20, height: 20)
        #expect(throws: PictureError.deadline) {
            try decoder.crops([box], from: bomb, header: header, deadline: .now + .milliseconds(5))
        }
        // The same with three scans is a picture.
        _ = try decoder.crops([box], from: file(scans: 3), header: header, deadline: nil)
    }
}
