import Foundation
import Imaging
import Testing

/// Pictures of nobody: a figure of a few ellipses and boxes, for reports.
enum DrawnCrop {
    /// JPEG files of `count` different figures.
    static func files(_ count: Int, in folder: TemporaryFolder) throws -> [String] {
        try (0..<count).map { index in
            let crop = try #require(image(coat: coats[index % coats.count], shade: 150 + index * 29 % 80))
            return try folder.write(Data(crop.jpeg()), to: "crop-\(index).jpg").path
        }
    }

    private static let coats: [[UInt8]] = [
        [52, 92, 150], [60, 100, 160], [168, 60, 52], [80, 120, 84], [176, 70, 60], [206, 170, 80],
    ]

    private static func image(coat: [UInt8], shade: Int) -> RGBImage? {
        let (width, height) = (64, 128)
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let (dx, dy) = (Double(x) - 32, Double(y))
                let isHead = pow(dx / 8, 2) + pow((dy - 22) / 10, 2) < 1
                let isBody = dy > 34 && dy < 78 && abs(dx) < 15 + (dy - 34) / 12
                let isLeg = dy >= 78 && dy < 120 && abs(abs(dx) - 8) < 6
                let wall = UInt8(clamping: shade + y / 4)
                let color: [UInt8] = isHead ? [214, 176, 150] : isBody ? coat : isLeg ? [46, 48, 58] : [wall, wall, wall - 8]
                pixels += color
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }
}
