import ArgumentParser
import Inference
import Logging
import NIOPosix
import ScryptedBridge
import ScryptedRPC

/// `reid plugin`: the service as a plugin, for a Scrypted server that starts executables.
struct PluginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Run as a plugin that a Scrypted server starts (it speaks through descriptors 3 and 4).")

    @OptionGroup var settings: CommonSettings
    @OptionGroup var recognition: RecognitionSettings
    @OptionGroup var scrypted: ScryptedSettings
    @OptionGroup var logFile: LogFileSettings
    @OptionGroup var logLimits: LogLimitSettings

    func validate() throws {
        try recognition.checkTogether()
    }

    func run() async throws {
        let logger = ProgramLog.logger(settings.logLevel)
        let live = LiveSettings(
            ServiceSettings(common: settings, recognition: recognition, scrypted: scrypted), command: "plugin")
        let place = logFile.place(in: HomeFolder(setting: settings.home), limits: logLimits.limits, clock: .wall)
        var parts = try await RunningParts(live, clock: .wall, log: place, logger: logger)
        parts.add(
            NativePlugin(parts.bridge(live)) {
                try await PipeTransport.connect(input: 3, output: 4, on: .singletonMultiThreadedEventLoopGroup)
            })
        try await parts.run()
    }
}
