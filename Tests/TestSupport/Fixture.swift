import Foundation

/// Pictures of ours for tests.
package enum Fixture {
    /// The project's own folder.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Pictures and models that are not part of the project; nil where they are not there.
    package static let shared: URL? = {
        let url =
            ProcessInfo.processInfo.environment["REID_SHARED"].map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? root.deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
        return FileManager.default.fileExists(atPath: url.appendingPathComponent("models").path) ? url : nil
    }()

    /// A full HD JPEG of the demo.
    package static var picture: [UInt8] {
        get throws { try Array(Data(contentsOf: root.appendingPathComponent("Demo/01-drive.jpg"))) }
    }

    /// Where the one person of `picture` is.
    package static let personBox: [Double] = [891, 433, 175, 530]
    package static let person = "[891,433,175,530]"
    /// A face inside of it.
    package static let face = "[945,440,60,60]"

    /// A PNG of 100 bytes whose header claims 60,000 × 60,000 pixels.
    package static let pngBomb: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0, 0x0F, 0xB0, 0xE2, 0x15] + [UInt8](repeating: 0, count: 67)
}
