extension FetchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noAddress(let model):
            "\(model) cannot be downloaded: it is only known as a local file."
        case .invalidAddress(let address):
            "\(address) is not an address that a model can be downloaded from."
        case .invalidProxy(let variable):
            "The proxy in \(variable) cannot be used; something like http://host:port is needed."
        case .busy(let path):
            "\(path) is being downloaded by another process."
        case .unreachable(let host, let reason):
            "\(host) cannot be reached: \(reason)."
        case .timedOut(let host):
            "\(host) did not answer in time."
        case .status(let host, let code):
            "\(host) answered with status \(code) instead of the model."
        case .tooManyRedirects(let host):
            "\(host) redirected once too often."
        case .insecureRedirect(let host):
            "\(host) redirected to an address without encryption, which is not followed."
        case .tooLarge(let limit):
            "The download is larger than the \(limit) bytes that it may have."
        case .wrongSize(let have, let need):
            "The server offers \(have) bytes instead of \(need)."
        case .interrupted(let have, let need):
            "The connection ended after \(have) \(need.map { "of \($0) " } ?? "")bytes; the next try continues there."
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason)."
        }
    }
}
