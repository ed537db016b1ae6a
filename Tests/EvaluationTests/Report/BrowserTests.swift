import Foundation
import Imaging
import Testing

@testable import Evaluation

/// The report in a real browser. `REID_KEEP_SCREENSHOTS` names a folder that keeps the pictures, to be looked at.
@Suite(.serialized, .enabled(if: Chromium.installed != nil, "skipped: needs Chromium or Chrome (REID_CHROMIUM names one)"))
struct BrowserTests {
    @Test(
        "is drawn, light and dark, on a phone and on a desk", .timeLimit(.minutes(5)),
        arguments: [
            (width: 1_400, height: 3_000, isDark: false), (1_400, 3_000, true), (500, 3_000, false), (390, 3_000, true),
        ])
    func screenshot(width: Int, height: Int, isDark: Bool) async throws {
        let folder = try TemporaryFolder()
        let page = try folder.write(HTMLReport(.sample(crops: DrawnCrop.files(10, in: folder))).html, to: "report.html")
        let browser = try #require(Chromium.installed)
        let png = try await browser.screenshot(of: page, width: width, height: height, isDark: isDark)
        if let kept = ProcessInfo.processInfo.environment["REID_KEEP_SCREENSHOTS"] {
            let name = "\(width)-\(isDark ? "dark" : "light").png"
            try Data(png).write(to: URL(fileURLWithPath: kept).appendingPathComponent(name))
        }

        let picture = try PictureDecoder(budget: DecodeBudget()).picture(from: png)
        #expect(picture.width == width)
        #expect(picture.height == height)
        var colors: Set<Int> = []
        var darkPixels = 0
        for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
            let (red, green, blue) = (Int(picture.pixels[pixel]), Int(picture.pixels[pixel + 1]), Int(picture.pixels[pixel + 2]))
            colors.insert(red << 16 | green << 8 | blue)
            if red + green + blue < 200 { darkPixels += 1 }
        }
        #expect(colors.count > 500, "a page of text, plots and pictures has many colours")
        let darkShare = Double(darkPixels) / Double(picture.width * picture.height)
        #expect(isDark ? darkShare > 0.5 : (0.002..<0.3).contains(darkShare), "\(darkShare) of it is dark")
    }

    @Test("the browser finds every plot, table and picture", .timeLimit(.minutes(5)))
    func elements() async throws {
        let folder = try TemporaryFolder()
        let page = try folder.write(HTMLReport(.sample(crops: DrawnCrop.files(10, in: folder))).html, to: "report.html")
        let browser = try #require(Chromium.installed)
        let elements = try await browser.elements(of: page)
        func count(_ text: String) -> Int { elements.components(separatedBy: text).count - 1 }
        #expect(count("<figure class=\"plot\">") == 5)
        #expect(count("<svg role=\"img\"") == 5)
        #expect(count("<path class=\"fill") == 2)
        #expect(count("<circle class=\"dot") == 12)
        #expect(count("<table>") == 7)
        #expect(count("<img ") == 10)
        #expect(count("<script") == 0)
    }
}
