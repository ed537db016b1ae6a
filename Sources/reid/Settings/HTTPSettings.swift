import ArgumentParser

/// Settings of the HTTP door. One declaration here is the flag, `REID_…`, and the key in `settings.json`.
struct HTTPSettings: ParsableArguments {
    @Option(help: "The address to listen on; anything but loopback needs a token.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 picks a free one.")
    var port = 8765

    @Option(help: "Asked of every request: `Authorization: Bearer TOKEN` or `?token=TOKEN`.")
    var token: String?

    @Option(help: "The largest request body in MiB.")
    var maximumBody = 16

    @Option(help: "Whose time decides: `wall`, or `request` (for replays; loopback only).")
    var clock = RequestClock.wall

    func validate() throws {
        try SettingRange.check("port", port, 0...65_535)
        try SettingRange.check("maximum-body", maximumBody, 1...64)
    }

    /// Rules between settings: they hold for all layers together, not for each, so `validate` must not ask for them.
    func checkTogether() throws {
        guard !isLoopback else { return }
        guard token?.isEmpty == false else {
            throw ValidationError(
                "'--host \(host)' is reachable from other machines, so '--token' (or REID_TOKEN) is required.")
        }
        guard clock == .wall else {
            throw ValidationError("'--clock request' trusts whoever sends, so it works on loopback only.")
        }
    }

    private var isLoopback: Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}

enum RequestClock: String, ExpressibleByArgument, CaseIterable {
    case wall, request
}
