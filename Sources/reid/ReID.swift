import ArgumentParser
import CMemory
import Foundation

/// The `reid` program: its commands, and how settings and exit codes reach them.
@main
struct ReID: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reid",
        abstract: "Recognises a person across cameras, so that one visitor is one notification.",
        discussion: """
            Every flag of serve, embed, compare, bench, explain, demo and doctor is also an environment variable and a key of settings.json \
            in the home folder: --log-level is REID_LOG_LEVEL and "logLevel". The command line wins over the environment, \
            the environment over the file.

            Exit codes: 0 done, 64 used wrongly, 69 something needed is not available, 70 internal error.
            """,
        version: Version.current,
        subcommands: [
            ServeCommand.self, LoginCommand.self, DeployCommand.self, UndeployCommand.self, PluginCommand.self,
            EmbedCommand.self, CompareCommand.self, ExplainCommand.self, ReplayCommand.self, EvaluateCommand.self,
            CalibrateCommand.self, BenchCommand.self, DemoCommand.self, ModelCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        // A client that hangs up in the middle of an answer must not end the program.
        signal(SIGPIPE, SIG_IGN)
        reid_memory_return_freed()
        do {
            let arguments = try CommandLineArguments.layered(
                Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    private static func leave(with error: any Error) -> Never {
        if let failure = error as? CommandFailure {
            FileHandle.standardError.write(Data("reid: \(failure.sentence)\n".utf8))
            Foundation.exit(failure.code)
        }
        if error is CleanExit || exitCode(for: error) == .success || exitCode(for: error) == .validationFailure {
            exit(withError: error)
        }
        FileHandle.standardError.write(Data("reid: \(error)\n".utf8))
        Foundation.exit(CommandFailure.internalError)
    }
}
