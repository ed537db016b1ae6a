import Foundation
import Imaging

/// A crop of the contact sheet, small, as a `data:` URI.
struct CropPicture {
    let uri: String
    let width: Int
    let height: Int

    /// The longer side, in pixels: twice what the page shows, for screens that can.
    private static let side = 280
    /// A crop is a few kilobytes; what is much larger is no crop.
    private static let maximumBytes = 8 << 20

    /// Nil when the file cannot be read as a picture.
    init?(file: String) {
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: Self.maximumBytes + 1), bytes.count <= Self.maximumBytes,
            let image = try? PictureDecoder(budget: DecodeBudget()).picture(from: Array(bytes)),
            let small = Region(whole: image)?.fitted(within: Self.side), let jpeg = try? small.jpeg(quality: 80)
        else { return nil }
        uri = "data:image/jpeg;base64,\(Data(jpeg).base64EncodedString())"
        width = small.width
        height = small.height
    }
}
