import Foundation
import Testing

@testable import Imaging

/// A picture that comes as base64, of which no more is decoded than somebody asks for.
@Suite struct EncodedPictureTests {
    private let decoder = PictureDecoder(budget: DecodeBudget())

    /// As it stands in a document: behind something and before something.
    private func picture(_ base64: String) -> EncodedPicture {
        let before = #"{"image":""#
        let document = Array((before + base64 + #""}"#).utf8)
        return EncodedPicture(base64: before.utf8.count..<document.count - 2, of: document)
    }

    private func picture(of file: [UInt8]) -> EncodedPicture { picture(Data(file).base64EncodedString()) }

    private static let names = Fixture.names(beginning: "").filter { !$0.hasSuffix(".golden.png") && $0 != "animated.webp" }

    @Test("its header and its bytes are those of the file", arguments: names)
    func sameAsFile(name: String) throws {
        let file = try Fixture.bytes(name)
        let picture = picture(of: file)
        let (header, expected) = (try decoder.header(of: picture), try decoder.header(of: file))
        #expect(header.width == expected.width && header.height == expected.height)
        #expect(header.format == expected.format && header.orientation == expected.orientation)
        #expect(header.isProgressive == expected.isProgressive && header.isInterlaced == expected.isInterlaced)
        #expect(header.workingBytes >= expected.workingBytes)
        #expect(picture.byteCount >= file.count && picture.byteCount <= file.count + 2)
        #expect(try picture.file() == file)
        // Once more, now that it is decoded.
        #expect(try decoder.header(of: picture).width == expected.width)
        #expect(try picture.file() == file)
    }

    // A JPEG's header may be long: Exif with a preview, color profiles, all before the size.
    @Test("a header of any length is found", arguments: [100, 500, 1_000, 2_000, 60_000, 130_000, 400_000])
    func longHeader(length: Int) throws {
        let file = try Fixture.bytes("orientation-6.jpg")
        var segments: [UInt8] = []
        while segments.count < length {
            let size = min(length - segments.count, 60_000) + 2
            segments += [0xFF, 0xE2, UInt8(size >> 8), UInt8(size & 255)] + [UInt8](repeating: 7, count: size - 2)
        }
        let long = file[..<2] + segments + file[2...]
        let (header, expected) = (try decoder.header(of: picture(of: Array(long))), try decoder.header(of: file))
        #expect(header.width == expected.width && header.height == expected.height)
        #expect(header.orientation == expected.orientation && header.orientation != .upright)
    }

    @Test("no more is decoded for the header than it needs")
    func damagedBehind() throws {
        let file = try Fixture.bytes("scene-420.jpg")
        var text = Data(file).base64EncodedString()
        let place = text.index(text.startIndex, offsetBy: text.count - 9)
        text.replaceSubrange(place..<text.index(after: place), with: "*")
        let picture = picture(text)
        #expect(try decoder.header(of: picture).width == (try decoder.header(of: file)).width)
        #expect(throws: PictureError.unrecognised) { try picture.file() }
        // From then on the header says so, too.
        #expect(throws: PictureError.unrecognised) { try decoder.header(of: picture) }
    }

    @Test("what is not base64 is no picture", arguments: ["***", "A", " ", "AAAA*" + String(repeating: "A", count: 9_000)])
    func malformed(text: String) {
        #expect(throws: PictureError.unrecognised) { try decoder.header(of: picture(text)) }
        #expect(throws: PictureError.unrecognised) { try picture(text).file() }
    }

    @Test("limits hold by the header alone")
    func limits() throws {
        let huge = try JPEGBytes.resized(Fixture.bytes("scene-420.jpg"), width: 60_000, height: 60_000)
        #expect(throws: PictureError.tooManyPixels(have: 3_600_000_000, limit: 64_000_000)) {
            try decoder.header(of: picture(of: huge))
        }
        #expect(throws: PictureError.unrecognised) {
            try decoder.header(of: picture(of: Array("GIF89a".utf8) + [UInt8](repeating: 0, count: 9_000)))
        }
    }

    @Test("one whose header never ends is truncated")
    func truncated() throws {
        let endless: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 9_000)
        #expect(throws: PictureError.truncated) { try decoder.header(of: picture(of: endless)) }
    }

    @Test("several may ask for its bytes at the same time", .timeLimit(.minutes(1)))
    func together() async throws {
        let file = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let picture = picture(of: file)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try picture.file() == file } }
            for try await isSame in group { #expect(isSame) }
        }
    }
}
