import ArgumentParser
import AsyncHTTPClient
import Foundation
import Inference
import NIOCore

/// `reid demo`: the bundled story over real HTTP, every decision in a table.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Send a story of drawn pictures through the service and print every decision.")

    @Option(help: "The folder with story.json and its pictures.")
    var scenes = "Demo"

    @OptionGroup var settings: CommonSettings

    /// The built-in model's raw cosine from which on a lone candidate is the same person, as its manifest says.
    private static let threshold = 0.76

    func run() async throws {
        let folder = URL(fileURLWithPath: scenes, isDirectory: true)
        let story = try DemoStory.read(from: folder)
        // The story was drawn for the built-in model; another one may be tried by name.
        var common = settings
        common.model = settings.model ?? ModelManifest.embeddedName
        common.offline = true
        // Twelve pictures are too few for a house to learn its cameras, so the story is judged by a plain threshold.
        if settings.model == nil { common.threshold = settings.threshold ?? Self.threshold }
        var http = try HTTPSettings.parse([])
        http.port = 0
        http.clock = .request
        let live = LiveSettings(
            ServiceSettings(common: common, recognition: try .parse([]), scrypted: try .parse([])),
            file: HomeFolder(setting: common.home).settingsFile, decidedElsewhere: [])

        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let logger = ProgramLog.logger(settings.logLevel == .info ? .warning : settings.logLevel)
        var parts = try await RunningParts(live, clock: http.clock, log: .memory, logger: logger)
        parts.listen(http, live) { listening.yield($0) }
        let model = parts.startingModel
        try await parts.run {
            guard let port = await ports.first(where: { _ in true }) else { return }
            print("\(story.steps.count) pictures to http://127.0.0.1:\(port)/process, recognised by \(model):\n")
            try await Self.tell(story, folder: folder, port: port)
        }
    }

    private static func tell(_ story: DemoStory, folder: URL, port: Int) async throws {
        var report = DemoReport()
        for step in story.steps {
            let answer = try await send(step, folder: folder, port: port)
            report.add(step, start: story.steps[0].time, answer: answer)
        }
        print(report.text)
        print("\n\(report.detections) detections, \(report.notifications) notifications.")
        guard report.mistakes == 0 else {
            throw CommandFailure.internalError("\(report.mistakes) decisions are not what the story expects (✗).")
        }
        print("Every decision is what the story expects.")
    }

    private struct Request: Encodable {
        var timestamp: Int64
        var deviceId: String
        var deviceName: String
        var inputDimensions = [1920, 1080]
        var detections: [DemoStory.Detection]
        var image: String
    }

    private static func send(_ step: DemoStory.Step, folder: URL, port: Int) async throws -> DemoAnswer {
        guard let picture = try? Data(contentsOf: folder.appendingPathComponent(step.image)) else {
            throw CommandFailure.unavailable("\(folder.appendingPathComponent(step.image).path) cannot be read.")
        }
        let body = try JSONEncoder().encode(
            Request(
                timestamp: step.time, deviceId: step.deviceId, deviceName: step.deviceName, detections: step.detections,
                image: picture.base64EncodedString()))
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/process")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        guard response.status == .ok else {
            throw CommandFailure.internalError("The service answered \(step.image) with \(response.status).")
        }
        return try JSONDecoder().decode(DemoAnswer.self, from: Data(buffer: bytes))
    }
}
