import Foundation
import Inference
import NIOCore
import NIOPosix
import ObservationStore

/// The examinations of `reid doctor`.
enum Checkup {
    static func library(_ setting: String?) -> Finding {
        do {
            let runtime = try ONNXRuntime(library: setting)
            return .good("ONNX Runtime", "\(runtime.version) at \(runtime.path)")
        } catch {
            return .bad(
                "ONNX Runtime", "\(error)",
                remedy: "Run `make bootstrap` in the project's folder, or name a library with --onnxruntime-library.")
        }
    }

    /// Optional, so its absence is only a problem for who asks for it.
    static func openVINO(_ settings: CommonSettings) -> Finding {
        do {
            let runtime = try OpenVINORuntime(library: settings.openvinoLibrary)
            return .good("OpenVINO", "\(runtime.version) at \(runtime.path)")
        } catch .libraryMissing where settings.backend != .openvino && settings.openvinoLibrary == nil {
            return .good("OpenVINO", "not installed; on Intel's CPUs it may be quicker (`make openvino`)")
        } catch {
            return .bad(
                "OpenVINO", "\(error)", remedy: "Run `make openvino` in the project's folder, or use --backend onnxruntime.")
        }
    }

    static func model(_ settings: CommonSettings, home: HomeFolder) async -> Finding {
        let workers = WorkerPool(workers: 1)
        let finding: Finding
        do {
            let start = try await ModelChoice(settings, home: home).start(on: workers)
            finding = .good(
                "model",
                "\(start.model.id) passes its self-test on \(start.model.backend.title)"
                    + (start.remark.map { " (\($0))" } ?? ""),
                remedy: start.remark == nil ? nil : "Run `reid model fetch` to have the better model at once.")
        } catch {
            finding = .bad(
                "model", (error as? CommandFailure)?.sentence ?? "\(error)", remedy: "`reid model list` shows what can be used.")
        }
        try? await workers.shutdown()
        return finding
    }

    /// What one service needs at the most, with every limit reached (`Benchmarks/storm.py`): 340 MB, with OpenVINO 390, and 420
    /// in the one start that measures both.
    private static let neededMiB = 450

    static func memory() -> Finding {
        guard let free = freeMiB() else { return .good("memory", "this system does not say how much is free") }
        return free >= neededMiB
            ? .good(
                "memory", "\(free) MiB are free; the service needs about 130 (180 with OpenVINO), \(neededMiB) at the very most")
            : .bad(
                "memory", "only \(free) MiB are free; under load the service may need \(neededMiB)",
                remedy: "Free some, or lower --maximum-megapixels and --workers.")
    }

    private static func freeMiB() -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 / 1024 }
    }

    static func port(_ port: Int, host: String) async -> Finding {
        do {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port).get()
            try await channel.close()
            return .good("port", "\(host):\(port) is free")
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            return .bad(
                "port", "\(host):\(port) is taken", remedy: "If that is not `reid` itself, stop it or choose another with --port."
            )
        } catch {
            return .bad("port", "cannot listen on \(host):\(port): \(error)", remedy: "Check --host and --port.")
        }
    }

    /// Times in requests come from cameras; a wrong clock here makes first and last sightings wrong.
    static func clock() -> Finding {
        // 2026-01-01: earlier than that this program did not exist.
        guard Date().timeIntervalSince1970 > 1_767_225_600 else {
            return .bad("clock", "it says \(Date())", remedy: "Set it, for example with `timedatectl set-ntp true`.")
        }
        return .good("clock", "it says \(ISO8601DateFormatter().string(from: Date()))")
    }

    static func folder(_ home: HomeFolder) -> Finding {
        let probe = home.url.appendingPathComponent(".doctor-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try FileManager.default.createDirectory(at: home.url, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: probe)
            try FileManager.default.removeItem(at: probe)
            return .good("folder", "\(home.url.path) can be written")
        } catch {
            return .bad(
                "folder", "\(home.url.path) cannot be written: \(error.localizedDescription)",
                remedy: "Name another with --home or REID_HOME.")
        }
    }

    static func log(_ place: LogPlace) async -> Finding {
        guard case .file(let file, _) = place else { return .good("log", "kept in memory: nothing outlives the service") }
        guard FileManager.default.fileExists(atPath: file.path) else {
            return .good("log", "\(file.path) will be made at the first start")
        }
        do {
            let contents = try await ObservationHistory(file: file).contents()
            return .good("log", "\(file.path) has \(contents.entries) entries in \(contents.bytes >> 20) MiB")
        } catch {
            return .bad("log", "\(error)", remedy: "Move the file away, or name another with --log.")
        }
    }
}
