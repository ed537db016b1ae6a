import Foundation
import TestSupport

/// A real browser, without a window and with a profile of its own.
struct Chromium {
    let binary: URL
    /// Seconds until a browser that does not come to an end is ended.
    private static let limit = 90.0

    /// `REID_CHROMIUM`, or where the systems' packages put it; nil where there is none.
    static let installed: Chromium? = {
        let named = ProcessInfo.processInfo.environment["REID_CHROMIUM"]
        let places =
            named.map { [$0] } ?? [
                "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
            ]
        return places.first(where: FileManager.default.isExecutableFile).map { Chromium(binary: URL(fileURLWithPath: $0)) }
    }()

    struct Failed: Error {
        var status: Int32
        var errors: String
    }

    /// A PNG file of the page as it looks in a window of this size.
    func screenshot(of page: URL, width: Int, height: Int, isDark: Bool = false) async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("page.png")
        // No window is narrower than this; a frame inside of one may be.
        let isNarrow = width < 500
        let frame = "<body style='margin:0'><iframe src='\(page)' width=\(width) height=\(height) style='border:0'></iframe>"
        let shown = isNarrow ? try folder.write("<!doctype html>" + frame, to: "frame.html") : page
        _ = try await run(
            ["--screenshot=\(file.path)", "--window-size=\(width),\(height)", "--hide-scrollbars"]
                + ["--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)"], page: shown)
        return try Array(Data(contentsOf: file))
    }

    /// The page's elements as the browser understood them.
    func elements(of page: URL) async throws -> String {
        try await run(["--dump-dom"], page: page)
    }

    private func run(_ arguments: [String], page: URL) async throws -> String {
        let profile = try TemporaryFolder()
        let output = try profile.write("", to: "output.txt"), errors = try profile.write("", to: "errors.txt")
        let process = Process()
        process.executableURL = binary
        process.arguments =
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=\(profile.url.path)/profile",
            ] + arguments + [page.absoluteString]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                return continuation.resume(throwing: error)
            }
            let processID = process.processIdentifier
            DispatchQueue.global().asyncAfter(deadline: .now() + Self.limit) { [weak process] in
                if process?.isRunning == true { kill(processID, SIGKILL) }
            }
        }
        guard status == 0 else {
            throw Failed(status: status, errors: try String(contentsOf: errors, encoding: .utf8))
        }
        return try String(contentsOf: output, encoding: .utf8)
    }
}
