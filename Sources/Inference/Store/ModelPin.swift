import Foundation

/// What the first download of a file was: later ones, and every start, must be the same.
package struct ModelPin: Codable, Sendable, Hashable {
    package var size: Int
    package var sha256: String

    static let suffix = ".pin.json"

    /// Nil when there is none. A damaged one counts as none: the manifest's own checks still hold.
    init?(besideFileAt path: String) {
        guard let data = FileManager.default.contents(atPath: path + Self.suffix),
            let pin = try? JSONDecoder().decode(ModelPin.self, from: data)
        else { return nil }
        self = pin
    }

    init(_ hash: FileHash) {
        size = hash.size
        sha256 = hash.sha256
    }

    func write(besideFileAt path: String) throws {
        try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: path + Self.suffix), options: .atomic)
    }
}
