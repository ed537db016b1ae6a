import Foundation
import ScryptedRPC

/// PyPI as the native plugin sees it, with a wheel of 660 bytes: version 1.2.3, for Linux deflated, for macOS stored.
struct PackageIndex {
    static let checksum = "9d29250ccb5b3abd66a18502dfefbba95fed4d363868de087a64d1c70e36e7c6"
    static let linuxLibrary = String(repeating: "the library for Linux ", count: 8)
    static let macLibrary = String(repeating: "the library for macOS ", count: 8)
    static let pages = ["/pypi/onnxruntime/1.2.3/json", "/files/wheel.whl"]

    private let folder: URL

    /// - Parameters:
    ///   - pinned: the checksum that the plugin knows.
    ///   - announced: the checksum that the index says the wheel has.
    init(
        for installation: NativeInstallation, pinned: String = checksum, announced: String = checksum, wheel: [UInt8] = Self.wheel
    ) throws {
        folder = installation.folder.appendingPathComponent("index")
        let pins = "# A comment.\nonnxruntime==1.2.3 \\\n    --hash=sha256:\(pinned)\n"
        try NativeInstallation.write(
            Array(pins.utf8), to: installation.unzipped.appendingPathComponent("fs/onnxruntime.txt"))
        try NativeInstallation.write(Self.page(announced).utf8, to: page)
        try NativeInstallation.write(wheel, to: folder.appendingPathComponent("files/wheel.whl"))
    }

    /// What there is to be read about the version.
    var page: URL { folder.appendingPathComponent("pypi/onnxruntime/1.2.3/json") }

    /// What the plugin's Node is to be started with.
    /// - Parameter cutsWheel: whether the connection breaks in the middle of the wheel.
    func environment(platform: String, cutsWheel: Bool = false) -> [String: String] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("package-index.js")
        return [
            "NODE_OPTIONS": "--require \(script.path)", "TEST_INDEX": folder.path, "TEST_PLATFORM": platform,
            "TEST_CUT": cutsWheel ? "yes" : "",
        ]
    }

    /// The paths that were asked for, in order.
    var requests: [String] {
        let text = try? String(contentsOf: folder.appendingPathComponent("requests"), encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// One file for every platform, and some that do not fit.
    private static func page(_ checksum: String) -> JSONValue {
        let others = ["cp311-win_amd64", "cp313-manylinux_2_28_x86_64", "cp311-manylinux_2_28_riscv64"]
            .map { ($0, String(repeating: "0", count: 64)) }
        let ours = [
            "cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64", "cp311-manylinux_2_28_aarch64", "cp311-macosx_14_0_arm64",
        ]
        .map { ($0, checksum) }
        let files: [JSONValue] = (others + ours).map { name, checksum in
            [
                "filename": .string("onnxruntime-1.2.3-cp311-\(name).whl"), "url": "https://pypi.org/files/wheel.whl",
                "digests": ["sha256": .string(checksum)],
            ]
        }
        return ["urls": .array(files)]
    }

    /// A zip without a file.
    static let emptyWheel: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
    static let emptyChecksum = "8739c76e681f900923b900c9df0ef75cf421d39cabb54650c4b9ad19b6a76d85"

    private static let wheel = [UInt8](
        Data(
            base64Encoded: """
                UEsDBBQAAAAAAAAAIVogpr7KAwAAAAMAAAATAAAAb25ueHJ1bnRpbWUvTElDRU5TRU1JVFBLAwQUAAAACAAAACFaDo4oyxsAAACw
                AAAAKAAAAG9ubnhydW50aW1lL2NhcGkvbGlib25ueHJ1bnRpbWUuc28uMS4yLjMryUhVyMlMKkosqlRIyy9S8MnMK61QKBm0ogBQ
                SwMEFAAAAAAAAAAhWrEvd5awAAAAsAAAACsAAABvbm54cnVudGltZS9jYXBpL2xpYm9ubnhydW50aW1lLjEuMi4zLmR5bGlidGhl
                IGxpYnJhcnkgZm9yIG1hY09TIHRoZSBsaWJyYXJ5IGZvciBtYWNPUyB0aGUgbGlicmFyeSBmb3IgbWFjT1MgdGhlIGxpYnJhcnkg
                Zm9yIG1hY09TIHRoZSBsaWJyYXJ5IGZvciBtYWNPUyB0aGUgbGlicmFyeSBmb3IgbWFjT1MgdGhlIGxpYnJhcnkgZm9yIG1hY09T
                IHRoZSBsaWJyYXJ5IGZvciBtYWNPUyBQSwECFAMUAAAAAAAAACFaIKa+ygMAAAADAAAAEwAAAAAAAAAAAAAApIEAAAAAb25ueHJ1
                bnRpbWUvTElDRU5TRVBLAQIUAxQAAAAIAAAAIVoOjijLGwAAALAAAAAoAAAAAAAAAAAAAACkgTQAAABvbm54cnVudGltZS9jYXBp
                L2xpYm9ubnhydW50aW1lLnNvLjEuMi4zUEsBAhQDFAAAAAAAAAAhWrEvd5awAAAAsAAAACsAAAAAAAAAAAAAAKSBlQAAAG9ubnhy
                dW50aW1lL2NhcGkvbGlib25ueHJ1bnRpbWUuMS4yLjMuZHlsaWJQSwUGAAAAAAMAAwDwAAAAjgEAAAAA
                """, options: .ignoreUnknownCharacters) ?? Data())
}
