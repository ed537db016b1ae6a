import Foundation
import Imaging
import Inference
import ReIdentification
import Recognition
import TestSupport
import Testing

/// The small pictures that notifications carry.
@Suite struct ExcerptTests {
    private let decoder = PictureDecoder(budget: DecodeBudget())

    private func request(_ picture: [UInt8]?, frame: FrameRequest.FrameSize? = nil) -> FrameRequest {
        FrameRequest(
            camera: Camera(id: "1", name: "Porch"), eventTime: Timestamp(milliseconds: 0), frameSize: frame, detections: [],
            picture: picture.map { EncodedPicture($0) })
    }

    private func fixture(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: Fixture.root.appendingPathComponent("Tests/ImagingTests/Fixtures/\(name)")))
    }

    private func excerpt(
        of picture: [UInt8]?, _ box: BoundingBox?, frame: FrameRequest.FrameSize? = nil, maximumSide: Int = 640,
        before deadline: ContinuousClock.Instant = .now + .seconds(60)
    ) async throws -> RGBImage {
        let workers = WorkerPool(workers: 1)
        let vision = Vision(decoder: decoder, workers: workers)
        let result: Result<[UInt8], any Error>
        do {
            result = .success(
                try await vision.excerpt(
                    of: request(picture, frame: frame), around: box, maximumSide: maximumSide, before: deadline))
        } catch { result = .failure(error) }
        try await workers.shutdown()
        #expect(decoder.budget.left == decoder.budget.limit)
        let bytes = try result.get()
        #expect(try decoder.header(of: bytes).format == .jpeg)
        return try decoder.picture(from: bytes)
    }

    /// Mean difference of a byte; nil when the sizes differ.
    private func meanDifference(_ a: RGBImage, _ b: RGBImage) -> Int? {
        guard a.width == b.width, a.height == b.height else { return nil }
        return zip(a.pixels, b.pixels).map { abs(Int($0) - Int($1)) }.reduce(0, +) / max(a.pixels.count, 1)
    }

    private func intactRows(of picture: [UInt8]) throws -> Int {
        let header = try decoder.header(of: picture)
        func column(_ rows: Int) -> PixelRect { PixelRect(x: 0, y: 0, width: 10, height: rows) }
        let crops = try decoder.crops([column(10), column(header.height)], from: picture, header: header, deadline: nil)
        return try #require((1...header.height).last { crops.region(column($0)) != nil })
    }

    private static func box(_ x: Int32, _ y: Int32, _ width: Int32, _ height: Int32) -> BoundingBox? {
        BoundingBox(x: x, y: y, width: width, height: height)
    }

    /// A box in a picture of 97 × 131 pixels, and what the excerpt must show.
    static let boxes: [(BoundingBox?, PixelRect)] = [
        (box(40, 60, 20, 30), PixelRect(x: 30, y: 45, width: 40, height: 60)),
        // Odd sides: half a pixel to the right and down.
        (box(40, 60, 21, 31), PixelRect(x: 30, y: 45, width: 42, height: 62)),
        // At the borders the doubled box is cut.
        (box(0, 0, 20, 30), PixelRect(x: 0, y: 0, width: 30, height: 45)),
        (box(87, 111, 10, 20), PixelRect(x: 82, y: 101, width: 15, height: 30)),
        (box(-10, 60, 20, 30), PixelRect(x: 0, y: 45, width: 20, height: 60)),
        (box(-500, -500, 5_000, 5_000), PixelRect(x: 0, y: 0, width: 97, height: 131)),
        // Without a box, or with nothing of it inside, or too large to be doubled: the whole picture, or the box's part.
        (nil, PixelRect(x: 0, y: 0, width: 97, height: 131)),
        (box(97, 0, 20, 30), PixelRect(x: 0, y: 0, width: 97, height: 131)),
        (box(10, 10, 1 << 20, 1 << 20), PixelRect(x: 10, y: 10, width: 87, height: 121)),
    ]

    @Test("the box doubled about its centre, cut at the picture's border", arguments: boxes)
    func boxed(box: BoundingBox?, expected: PixelRect) async throws {
        let picture = try fixture("baseline-420.jpg")
        let shown = try await excerpt(of: picture, box)
        let whole = try decoder.picture(from: picture)
        let wanted = try #require(Region(of: whole, rect: expected)).copied()
        let difference = try #require(meanDifference(shown, wanted))
        #expect(difference <= 8)
    }

    @Test("boxes refer to the frame that they were found in")
    func scaled() async throws {
        let picture = try fixture("baseline-420.jpg")
        let frame = FrameRequest.FrameSize(width: 970, height: 262)
        let shown = try await excerpt(of: picture, Self.box(400, 120, 200, 60), frame: frame)
        let same = try await excerpt(of: picture, Self.box(40, 60, 20, 30))
        #expect(shown == same)
    }

    @Test("the longer side is 640 pixels at most")
    func small() async throws {
        let picture = try Fixture.picture
        let box = try #require(Self.box(891, 433, 175, 530))
        let shown = try await excerpt(of: picture, box)
        // 350 × 1060 doubled, cut to 350 × 912 by the picture's border.
        #expect((shown.width, shown.height) == (246, 640))
        let whole = try await excerpt(of: picture, nil)
        #expect((whole.width, whole.height) == (640, 360))
        let tiny = try await excerpt(of: picture, box, maximumSide: 64)
        #expect((tiny.width, tiny.height) == (25, 64))
    }

    @Test("a turned picture is upright", arguments: 1...8)
    func upright(orientation: Int) async throws {
        let shown = try await excerpt(of: fixture("orientation-\(orientation).jpg"), nil)
        let golden = try decoder.picture(from: fixture("orientation-\(orientation).jpg.golden.png"))
        let difference = try #require(meanDifference(shown, golden))
        #expect(difference <= 8)
    }

    @Test(
        "PNG and WebP come out as JPEG", arguments: ["rgb.png", "rgba.png", "lossy.webp", "lossless.webp", "progressive-420.jpg"])
    func formats(name: String) async throws {
        let picture = try fixture(name)
        let shown = try await excerpt(of: picture, nil)
        let difference = try #require(meanDifference(shown, decoder.picture(from: picture)))
        #expect(difference <= 11)
    }

    @Test("of a picture that ends too early there is the box, if that is whole, or an error")
    func truncated() async throws {
        let picture = try fixture("scene-420.jpg")
        let half = Array(picture.prefix(picture.count / 2))
        let top = try await excerpt(of: half, Self.box(20, 5, 40, 20))
        #expect((top.width, top.height) == (80, 35))
        // Half way down the box itself is there and its surroundings are not.
        let intact = try intactRows(of: half)
        let box = try #require(Self.box(20, Int32(intact - 40), 40, 40))
        let cut = try await excerpt(of: half, box)
        #expect((cut.width, cut.height) == (40, 40))
        let below = Self.box(20, Int32(intact + 1), 40, 40)
        await #expect(throws: PictureError.truncated) { try await excerpt(of: half, below) }
        await #expect(throws: PictureError.truncated) { try await excerpt(of: half, nil) }
    }

    @Test("no picture, none that can be read, and one too large are errors, as they are for recognition")
    func unreadable() async throws {
        await #expect(throws: PictureError.unrecognised) { try await excerpt(of: nil, nil) }
        await #expect(throws: PictureError.unrecognised) { try await excerpt(of: [1, 2, 3], nil) }
        await #expect(throws: PictureError.tooManyPixels(have: 3_600_000_000, limit: 64_000_000)) {
            try await excerpt(of: Fixture.pngBomb, nil)
        }
        let picture = try fixture("baseline-420.jpg")
        await #expect(throws: WorkerPool.DeadlinePassed.self) {
            try await excerpt(of: picture, nil, before: .now - .seconds(1))
        }
    }
}
