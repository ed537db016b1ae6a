import Foundation

/// What was found out about one model on this machine, and would be found out again at every start.
struct ModelRecord: Codable, Sendable, Hashable {
    /// SHA-256 of the file.
    var model: String
    var circumstances: [String]
    /// The backends on which it has passed its self-test.
    var passed: [InferenceBackend] = []
    /// SHA-256 of what OpenVINO compiled (`CompiledModels`).
    var compiled: String?
    /// The quicker one, where there was a choice.
    var chosen: InferenceBackend?
    /// Milliseconds for a crop, by backend.
    var milliseconds: [String: Double] = [:]

    /// What a record holds for: with another library, program, manifest or machine everything is found out anew.
    static func circumstances(libraries: [String], manifest: ModelManifest, workers: Int) -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let description = (try? encoder.encode(manifest)).map { FileHash(of: Array($0)).sha256 } ?? ""
        let program = Bundle.main.executablePath ?? ""
        return (libraries + [program]).map(fingerprint) + [description, processor, "\(workers) workers"]
    }

    private static func fingerprint(_ path: String) -> String {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved) else { return path }
        let size = (facts[.size] as? NSNumber)?.intValue ?? 0
        let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(resolved) \(size) \(Int(changed))"
    }

    /// Name, features and cores: a virtual machine may move to a host whose CPU has the same name and can do less.
    private static var processor: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        func first(_ keys: [String]) -> String? {
            let line = lines.first { line in keys.contains { line.hasPrefix($0) } }
            return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        }
        // As x86 and Arm have it.
        let features = first(["flags", "Features"]).map { FileHash(of: Array($0.utf8)).sha256.prefix(12) } ?? "unknown"
        let cores = ProcessInfo.processInfo.processorCount
        return "\(first(["model name"]) ?? "CPU") (features \(features)), \(cores) cores"
    }
}
