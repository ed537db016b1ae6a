import Foundation

/// Trained models and pictures that are no part of the project: `REID_SHARED`, else `shared` beside the checkout.
enum SharedMaterial {
    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let folder: URL =
        ProcessInfo.processInfo.environment["REID_SHARED"].map { URL(fileURLWithPath: $0, isDirectory: true) }
        ?? checkout.deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)

    static var hasModels: Bool { exists("models/osnet-x1.0-msmt17.onnx") }
    static var hasMarket: Bool { hasModels && exists("data/market1501-dev/query") }

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    static func model(_ name: String) -> String { path("models/\(name).onnx") }

    private static func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}
