import Foundation
import Testing

@testable import Imaging

/// The committed pictures beside this file, drawn by Scripts/make_image_fixtures.py.
enum Fixture {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// A PNG of the folder as pixels.
    static func picture(_ name: String) throws -> RGBImage {
        try PictureDecoder(budget: DecodeBudget()).picture(from: bytes(name))
    }

    static func names(beginning prefix: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return all.filter { $0.hasPrefix(prefix) }.sorted()
    }

    /// Large real pictures that are not ours to commit. Nil when they are not there.
    static let shared: URL? = {
        let named = ProcessInfo.processInfo.environment["REID_SHARED"].map { URL(filePath: $0) }
        let checkout = folder.appending(path: "../../..").standardizedFileURL
        let url = named ?? checkout.appending(path: "../shared").standardizedFileURL
        return FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) ? url : nil
    }()
}

extension RGBImage {
    /// The largest difference of any byte; nil when the sizes differ.
    func largestDifference(from other: RGBImage) -> Int? {
        guard width == other.width, height == other.height else { return nil }
        return zip(pixels, other.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    }

    /// A part of the picture, copied.
    func cut(_ rect: PixelRect) throws -> RGBImage {
        try #require(Region(of: self, rect: rect)).copied()
    }
}
