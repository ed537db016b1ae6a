import ArgumentParser
import NIOPosix
import ScryptedBridge
import ScryptedRPC

/// `reid login`: a token for a Scrypted server, and the key by which to know that server.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in to a Scrypted server, once.",
        discussion: """
            Asks for an administrator's name and password, and keeps the permanent token that the server gives for them. \
            When standard input is no terminal, the name and the password are its first two lines.
            """)

    @Argument(help: "The server: nas, 192.168.1.5:10443, or the address from the browser.")
    var host: String

    @Option(help: "The user's name, instead of asking for it.")
    var user: String?

    @Flag(help: "Trust the server although its key is not the one of the last login.")
    var acceptNewKey = false

    @OptionGroup var choice: ServerChoice

    func run() async throws {
        try await CommandFailure.reachingServer {
            let server = try ServerAddress(parsing: host)
            let store = choice.store
            let pinned = acceptNewKey ? nil : try store.credentials(for: server)?.key
            let login = Login(to: server, on: .singletonMultiThreadedEventLoopGroup)
            let key = try await greet(login, pinned: pinned)
            print("Scrypted answers at \(server), with the key \(key).")

            let user = try user ?? Prompt.line("User")
            let password = try Prompt.secret("Password of \(user)")
            let credentials = try await login.credentials(user: user, password: password, key: key)
            try store.save(credentials, for: server)
            print(
                """
                Logged in as \(credentials.username). The token and the key are in \(store.file.path), which only you may read.
                Next: reid deploy \(server)
                """)
        }
    }

    private func greet(_ login: Login, pinned: ServerKey?) async throws -> ServerKey {
        do {
            return try await login.greet(pinned: pinned)
        } catch let NetworkError.keyChanged(server, pinned, presented) {
            throw CommandFailure.unavailable(
                """
                \(server) now has the key \(presented); at the last login it was \(pinned). \
                If you reinstalled Scrypted, add --accept-new-key. If not, somebody may be between you and it.
                """)
        }
    }
}
