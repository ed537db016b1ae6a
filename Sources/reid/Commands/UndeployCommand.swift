import ArgumentParser
import NIOPosix
import ScryptedBridge

/// `reid undeploy`: the plugin off a Scrypted server.
struct UndeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undeploy", abstract: "Remove the ReID Service plugin from a Scrypted server.")

    @Argument(help: "The server. (default: the only one there is a login for)")
    var host: String?

    @OptionGroup var choice: ServerChoice

    func run() async throws {
        try await CommandFailure.reachingServer {
            let (server, credentials) = try choice.known(host)
            try await Undeployment(from: server, as: credentials, on: .singletonMultiThreadedEventLoopGroup)
                .run(logger: ProgramLog.logger(.warning))
            print("The ReID Service plugin is gone from \(server). Your login stays in \(choice.store.file.path).")
        }
    }
}
