/// The program's own version, as `reid --version` and the log say it.
enum Version {
    static let current = "0.1.0"
}
