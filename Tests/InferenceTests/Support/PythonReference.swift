import Foundation

/// Runs Scripts/reference_embeddings.py with the Python that has onnxruntime, Pillow and numpy.
struct PythonReference {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    static let script = SharedMaterial.checkout.appendingPathComponent("Scripts/reference_embeddings.py").path

    /// `REID_PYTHON`, else the one that bootstrap made, else the system's.
    static let command: [String] = {
        if let set = ProcessInfo.processInfo.environment["REID_PYTHON"] { return [set] }
        let own = SharedMaterial.checkout.appendingPathComponent(".deps/python/bin/python3").path
        return FileManager.default.isExecutableFile(atPath: own) ? [own] : ["/usr/bin/env", "python3"]
    }()

    static let isAvailable: Bool = (try? execute(["-c", "import numpy, onnxruntime, PIL"])) != nil

    static func run(_ arguments: [String]) throws {
        try execute([script] + arguments)
    }

    private static func execute(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = command.dropFirst() + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let said = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(description: "python failed: \(String(decoding: said, as: UTF8.self).suffix(1_000))")
        }
    }

    /// Little-endian float32 without a header, as the script writes it.
    static func read(_ path: String) throws -> [Float] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return bytes.withUnsafeBytes { raw in
            (0..<raw.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
            }
        }
    }

    static func write(_ values: [Float], to path: String) throws {
        let data = values.withUnsafeBytes { Data($0) }
        try data.write(to: URL(fileURLWithPath: path))
    }
}
