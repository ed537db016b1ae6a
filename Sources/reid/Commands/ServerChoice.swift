import ArgumentParser
import Foundation
import ScryptedBridge
import ScryptedRPC

/// Which Scrypted server a command is about, and where its token lies.
struct ServerChoice: ParsableArguments {
    @Option(help: "The folder for everything the program keeps. (default: REID_HOME, or as for `reid serve`)")
    var home: String?

    var store: CredentialStore { HomeFolder(setting: home).credentials }

    /// A server we have logged in to.
    /// - Parameter host: as people type it; nil when there is only one.
    func known(_ host: String?) throws -> (ServerAddress, ScryptedCredentials) {
        let home = HomeFolder(setting: home)
        return try home.login(at: host ?? onlyServer())
    }

    private func onlyServer() throws -> String {
        let servers = try store.servers()
        guard let first = servers.first else {
            throw CommandFailure.unavailable("There is no server yet: run `reid login HOST` first.")
        }
        guard servers.count == 1 else {
            let names = servers.map(\.description).joined(separator: ", ")
            throw CommandFailure.usage("Say which server it is; there are \(names).")
        }
        return first.description
    }
}

extension CommandFailure {
    /// Errors of the way to a server become their sentence; others stay what they are.
    static func reachingServer<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as ServerAddressError {
            throw CommandFailure.usage("\(error)")
        } catch let error as NetworkError {
            throw CommandFailure.unavailable("\(error)")
        } catch let error as AccessError {
            throw CommandFailure.unavailable("\(error)")
        } catch let error as RPCError {
            throw CommandFailure.unavailable("The server broke off: \(error).")
        } catch let error as RPCRemoteError {
            throw CommandFailure.unavailable("The server refused: \(error.message)")
        }
    }
}
