import ArgumentParser
import NIOPosix
import ScryptedBridge

/// `reid deploy`: the plugin onto a Scrypted server.
struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy", abstract: "Install the ReID Service plugin on a Scrypted server, or bring it up to date.")

    @Argument(help: "The server. (default: the only one there is a login for)")
    var host: String?

    @Flag(help: "The variant with which Scrypted starts `reid plugin` itself.")
    var native = false

    @OptionGroup var choice: ServerChoice

    func run() async throws {
        try await CommandFailure.reachingServer {
            let (server, credentials) = try choice.known(host)
            let deployment = Deployment(to: server, as: credentials, on: .singletonMultiThreadedEventLoopGroup)
            try await deployment.run(native ? .native : .trampoline) { step in
                switch step {
                case .packed(let bytes): print("Packed the plugin: \(bytes) bytes.")
                case .described: print("\(server) has taken its description.")
                case .started: print("\(server) has installed and started it.")
                }
            }
            print(native ? Self.copying : "Next: reid serve --scrypted \(server)")
            print("Then choose cameras in Scrypted: on a camera's page, under Extensions, switch on ReID Service.")
        }
    }

    private static let copying = """
        Next: copy the program reid, built for that machine, to
          ~/.scrypted/volume/plugins/\(PluginIdentity.id)/bin/reid    (in a container: /server/volume/plugins/...)
        and reload the plugin on its page in Scrypted. Its settings say what it still waits for.
        """
}
