extension AccessError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongPassword(let server, let user): "\(server) does not know a user \(user) with that password."
        case .unusableUser(let user): "\"\(user)\" cannot be a user: a name has no colon."
        case .noAccounts(let server):
            "Scrypted at \(server) has no account yet: open https://\(server) in a browser, make one, and log in again."
        case .notScrypted(let server): "What answers at \(server) is not Scrypted."
        case .notAdministrator(let server, let user): "\(user) is not an administrator of Scrypted at \(server)."
        case .refused(let server, let status, let words):
            "\(server) refuses with status \(status)" + (words.isEmpty ? "." : ": \(words)")
        case .unusableFile(let path, let reason): "\(path) cannot be used: \(reason)."
        case .notDeployed(let server): "The ReID Service plugin is not installed on \(server)."
        }
    }
}
