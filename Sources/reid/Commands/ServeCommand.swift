import ArgumentParser
import Foundation
import Logging
import NIOCore
import NIOPosix
import Recognition
import ScryptedBridge
import ScryptedRPC

/// `reid serve`: the service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the service.")

    @OptionGroup var settings: CommonSettings
    @OptionGroup var recognition: RecognitionSettings
    @OptionGroup var http: HTTPSettings
    @OptionGroup var server: ServerSettings
    @OptionGroup var scrypted: ScryptedSettings
    @OptionGroup var logFile: LogFileSettings
    @OptionGroup var logLimits: LogLimitSettings

    func validate() throws {
        try recognition.checkTogether()
        try http.checkTogether()
    }

    func run() async throws {
        let logger = ProgramLog.logger(settings.logLevel)
        let live = LiveSettings(
            ServiceSettings(common: settings, recognition: recognition, scrypted: scrypted), command: "serve")
        let home = HomeFolder(setting: settings.home)
        let login = try server.scrypted.map { try home.login(at: $0) }

        var parts = try await RunningParts(
            live, clock: http.clock, log: logFile.place(in: home, limits: logLimits.limits, clock: http.clock), logger: logger)
        if let login {
            let (address, credentials) = login
            parts.add(
                ScryptedBridge(parts.bridge(live), to: "\(address)") {
                    try await EngineIO.connect(
                        to: address, token: credentials.token, key: credentials.key,
                        endpoint: ["@scrypted/core", PluginIdentity.id], on: .singletonMultiThreadedEventLoopGroup)
                })
        }
        parts.listen(http, live) { [http, model = parts.startingModel] port in
            print(Self.greeting(http: http, port: port, model: model))
            if let login { print("Working for the Scrypted server \(login.0).") }
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

    private static func greeting(http: HTTPSettings, port: Int, model: ModelID) -> String {
        let host = http.host.contains(":") ? "[\(http.host)]" : http.host
        let address = "http://\(host):\(port)"
        let query = http.token == nil ? "" : "?token=…"
        return """
            reid \(Version.current) recognises people with \(model) at \(address)
            Try it from the project's folder, twice (the second time it is not new):
              \(TryLine.command(address: address, query: query))
            """
    }
}
