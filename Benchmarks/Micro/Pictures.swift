import Foundation
import Imaging

/// A 1080p and a 4K picture.
struct Pictures {
    struct Missing: Error {}

    let small: [UInt8]

    /// - Parameter file: a 1080p JPEG.
    init(_ file: String) throws {
        guard let bytes = FileManager.default.contents(atPath: file) else { throw Missing() }
        small = Array(bytes)
    }

    /// The picture enlarged.
    func large() throws -> [UInt8] {
        let image = try PictureDecoder(budget: DecodeBudget()).picture(from: small)
        guard let region = Region(whole: image) else { throw Missing() }
        let enlarged = region.resized(width: image.width * 2, height: image.height * 2, filter: .antialiasedBilinear)
        // Grain, without which there would be too little to decode.
        var state: UInt32 = 7
        let grainy = enlarged.pixels.map { level in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(clamping: Int(level) + Int(state >> 29) - 3)
        }
        guard let noisy = RGBImage(width: enlarged.width, height: enlarged.height, pixels: grainy) else { throw Missing() }
        return try noisy.jpeg(quality: 85)
    }
}
