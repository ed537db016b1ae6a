import ArgumentParser
import Foundation
import Inference
import Logging
import NIOCore

/// `reid serve`: the service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the service.")

    @OptionGroup var settings: CommonSettings
    @OptionGroup var serve: ServeSettings

    func validate() throws {
        try serve.checkTogether()
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

        let serve = serve
        let parts = RunningParts(settings, serve, start: start, choice: choice, workers: workers, logger: logger) { port in
            print(Self.greeting(serve: serve, port: port, model: start.model))
            fflush(nil)
        }
        do {
            try await parts.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure.unavailable(
                "Port \(serve.port) on \(serve.host) is taken: stop what uses it, or choose another with --port.")
        } catch let error as IOError {
            throw CommandFailure.unavailable("Cannot listen on \(serve.host):\(serve.port): \(error).")
        }
    }

    private static func greeting(serve: ServeSettings, port: Int, model: LoadedModel) -> String {
        let host = serve.host.contains(":") ? "[\(serve.host)]" : serve.host
        let address = "http://\(host):\(port)"
        let query = serve.token == nil ? "" : "?token=…"
        return """
            reid \(Version.current) recognises people with \(model.id) at \(address)
            Try it from the project's folder, twice (the second time it is not new):
              \(TryLine.command(address: address, query: query))
            """
    }
}
