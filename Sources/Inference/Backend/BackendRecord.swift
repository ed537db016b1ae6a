import Foundation

/// What was measured of one model on this machine: which backend runs it the quicker.
struct BackendRecord: Codable, Sendable, Hashable {
    var model: String
    /// What it holds for: other libraries or another machine are measured anew.
    var circumstances: [String]
    var chosen: InferenceBackend
    /// Milliseconds for a crop, by backend.
    var milliseconds: [String: Double]

    /// Libraries by place, size and time; the CPU; how many threads.
    static func circumstances(libraries: [String], workers: Int) -> [String] {
        libraries.map(fingerprint) + [processor, "\(workers) workers"]
    }

    private static func fingerprint(_ path: String) -> String {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved) else { return path }
        let size = (facts[.size] as? NSNumber)?.intValue ?? 0
        let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(resolved) \(size) \(Int(changed))"
    }

    private static var processor: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        return
            "\(name.map { String($0).trimmingCharacters(in: .whitespaces) } ?? "CPU"), \(ProcessInfo.processInfo.processorCount) cores"
    }
}
