import Foundation
import Imaging

/// Crops named as Market-1501 names them: `0001_c2s1_000301_00.jpg` is person 1 on camera 2; person 0 is nobody asked
/// for (a distractor), -1 is junk.
struct MarketCrop: Sendable {
    var path: String
    var person: Int
    var camera: Int

    init?(path: String) {
        let parts = (path as NSString).lastPathComponent.split(separator: "_")
        guard path.hasSuffix(".jpg"), parts.count >= 2, let person = Int(parts[0]), parts[1].hasPrefix("c"),
            let camera = Int(parts[1].dropFirst().prefix(1))
        else { return nil }
        self.path = path
        self.person = person
        self.camera = camera
    }

    struct Unreadable: Error {}

    func region() throws -> Region {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let image = try PictureDecoder(budget: DecodeBudget()).picture(from: bytes)
        guard let region = Region(whole: image) else { throw Unreadable() }
        return region
    }
}

enum MarketCrops {
    static func all() throws -> [MarketCrop] {
        try folder("query") + folder("bounding_box_test")
    }

    static func folder(_ name: String) throws -> [MarketCrop] {
        let path = SharedMaterial.path("data/market1501-dev/\(name)")
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            .compactMap { MarketCrop(path: path + "/" + $0) }
    }
}
