import ArgumentParser
import Foundation
import Inference
import Logging
import NIOCore

/// `reid serve`: the service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the service.")

    @OptionGroup var settings: CommonSettings
    @OptionGroup var recognition: RecognitionSettings
    @OptionGroup var http: HTTPSettings
    @OptionGroup var server: ServerSettings
    @OptionGroup var scrypted: ScryptedSettings

    func validate() throws {
        try recognition.checkTogether()
        try http.checkTogether()
    }

    func run() async throws {
        let logger = ProgramLog.logger(settings.logLevel)
        let home = HomeFolder(setting: settings.home)
        let choice = ModelChoice(settings, home: home)
        let workers = WorkerPool(workers: settings.workers ?? WorkerPool.defaultWorkers)
        let start: ModelChoice.Start
        do {
            start = try await choice.start(on: workers)
        } catch {
            try? await workers.shutdown()
            throw error
        }
        for warning in start.model.warnings { logger.warning("\(warning)") }
        if let remark = start.remark {
            logger.notice("starting with the built-in model", metadata: ["why": "\(remark)", "model": "\(start.model.id)"])
        }

        let live = LiveSettings(
            ServiceSettings(common: settings, recognition: recognition, scrypted: scrypted), command: "serve")
        var parts = RunningParts(live, clock: http.clock, start: start, choice: choice, workers: workers, logger: logger)
        parts.listen(http, live) { [http] port in
            print(Self.greeting(http: http, port: port, model: start.model))
            fflush(nil)
        }
        do {
            try await parts.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure.unavailable(
                "Port \(http.port) on \(http.host) is taken: stop what uses it, or choose another with --port.")
        } catch let error as IOError {
            throw CommandFailure.unavailable("Cannot listen on \(http.host):\(http.port): \(error).")
        }
    }

    private static func greeting(http: HTTPSettings, port: Int, model: LoadedModel) -> String {
        let host = http.host.contains(":") ? "[\(http.host)]" : http.host
        let address = "http://\(host):\(port)"
        let query = http.token == nil ? "" : "?token=…"
        return """
            reid \(Version.current) recognises people with \(model.id) at \(address)
            Try it from the project's folder, twice (the second time it is not new):
              \(TryLine.command(address: address, query: query))
            """
    }
}
