// What the bridge costs: `reid serve --scrypted` as built, against the tests' Scrypted server over TLS on loopback, with the
// deployed plugin under Node in between. Prints a table; see Benchmarks/README.md.
import Foundation
import Recognition
import ScryptedRPC
import TestSupport

let cameraCount = 20
let events = 10_000
let idleSeconds = 30

let home = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
defer { try? FileManager.default.removeItem(at: home) }
// Nobody reads the program's log here, so it must stay short.
let environment = [
    "REID_HOME": home.path, "REID_PORT": "0", "REID_LOG_LEVEL": "error", "REID_NOTIFY": "true", "REID_NOTIFIERS": "Phone",
    "REID_MODEL": "color-layout",
]

func now() -> Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

/// Milliseconds of `count` calls, one after the other, sorted.
func milliseconds(_ count: Int, of call: () async throws -> Void) async throws -> [Double] {
    var times: [Double] = []
    for _ in 0..<count {
        let start = ContinuousClock.now
        try await call()
        times.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    return times.sorted()
}

func report(_ what: String, _ times: [Double]) {
    print("\(what): median \(text(times[times.count / 2])) ms, p95 \(text(times[times.count * 95 / 100])) ms, of \(times.count)")
}

func text(_ number: Double) -> String { String(format: "%.2f", number) }

func residentMB(_ process: Int32) throws -> Double {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (Double(line?.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") ?? .nan) / 1000
}

/// Seconds of processor time so far.
func processorSeconds(_ process: Int32) throws -> Double {
    let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = stat.split(separator: ")").last?.split(separator: " ")
    let ticks = (fields ?? []).dropFirst(11).prefix(2).compactMap { Double($0) }.reduce(0, +)
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
}

try await withScryptedServer { server in
    for (arguments, input) in [
        (["login", server.address], "\(server.setup.user)\n\(server.setup.password)\n"), (["deploy", server.address], nil),
    ] {
        let run = try await Program.run(arguments, environment: environment, input: input)
        guard run.code == 0 else { fatalError(run.errors) }
    }
    let picture = try Fixture.picture
    var cameras: [FakeCamera] = []
    for number in 1...cameraCount {
        let camera = await server.addCamera("Camera \(number)", pictures: .init(snapshot: picture))
        try await server.switchService(true, on: camera)
        cameras.append(camera)
    }
    _ = await server.addNotifier("Phone")

    let program = try Program(["serve", "--scrypted", server.address], environment: environment)
    let ids = cameras.map(\.id)
    try await server.host.events.wait { events in
        events.contains(.attached) && ids.allSatisfy { events.contains(.listening(device: $0, event: "ObjectDetector")) }
    }

    let nobody = #"{"deviceName":"Porch","detections":[]}"#
    _ = try await milliseconds(200) { _ = try await server.convert(nobody) }
    report("convert without the pipeline", try await milliseconds(2_000) { _ = try await server.convert(nobody) })
    let somebody = RequestBody(rows: [.init(box: Fixture.personBox)], picture: picture, camera: "Porch").converterJSON
    report("convert of a full HD picture", try await milliseconds(200) { _ = try await server.convert(somebody) })

    let before = try processorSeconds(program.processID)
    try await Task.sleep(for: .seconds(idleSeconds))
    let busy = try processorSeconds(program.processID) - before
    print("idle with \(cameraCount) cameras: \(text(100 * busy / Double(idleSeconds))) % of a core")

    var number = 0
    func happen(_ count: Int) async throws {
        for _ in 0..<(count / cameraCount) {
            number += 1
            for camera in cameras {
                let calls = camera.calls.elements.count
                await server.detect(
                    [.init(id: "t1", box: Fixture.personBox)], at: now(), on: camera, detectionID: "d\(number)")
                try await camera.calls.wait(for: calls + 1)
            }
        }
    }
    for total in [events / 10, events / 2, events, 2 * events] {
        try await happen(total - number * cameraCount)
        print("memory after \(total) events: \(text(try residentMB(program.processID))) MB")
    }
    program.terminate()
    _ = try await program.end()
}
