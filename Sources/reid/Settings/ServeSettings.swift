import ArgumentParser

/// Settings of `reid serve`. One declaration here is the flag, `REID_…`, and the key in `settings.json`.
struct ServeSettings: ParsableArguments {
    @Option(help: "The address to listen on; anything but loopback needs a token.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 picks a free one.")
    var port = 8765

    @Option(help: "Asked of every request: `Authorization: Bearer TOKEN` or `?token=TOKEN`.")
    var token: String?

    @Option(help: "Seconds after which somebody unseen counts as new again.")
    var window = 60.0

    @Option(help: "Seconds for which somebody unseen keeps the same id.")
    var retention = 600.0

    @Option(help: "How many people are remembered at once; beyond, the least recently seen goes.")
    var maximumIdentities = 1_000

    @Option(help: "Seconds from a picture's arrival until its rows are answered fail-open.")
    var deadline = 5.0

    @Option(help: "The largest request body in MiB.")
    var maximumBody = 16

    @Option(help: "The largest picture in megapixels.")
    var maximumMegapixels = 64

    @Flag(inversion: .prefixedNo, help: "The converter's answers carry each row's embedding.")
    var embeddings = false

    @Option(help: "Whose time decides: `wall`, or `request` (for replays; loopback only).")
    var clock = RequestClock.wall

    func validate() throws {
        try Self.check("port", port, 0...65_535)
        try Self.check("window", window, 1...86_400)
        try Self.check("retention", retention, 1...604_800)
        try Self.check("maximum-identities", maximumIdentities, 1...100_000)
        try Self.check("deadline", deadline, 0.1...60)
        try Self.check("maximum-body", maximumBody, 1...64)
        try Self.check("maximum-megapixels", maximumMegapixels, 1...256)
    }

    /// Rules between settings: they hold for all layers together, not for each, so `validate` must not ask for them.
    func checkTogether() throws {
        guard retention >= window else {
            throw ValidationError("'--retention' must not be shorter than '--window'.")
        }
        if !isLoopback {
            guard token?.isEmpty == false else {
                throw ValidationError(
                    "'--host \(host)' is reachable from other machines, so '--token' (or REID_TOKEN) is required.")
            }
            guard clock == .wall else {
                throw ValidationError("'--clock request' trusts whoever sends, so it works on loopback only.")
            }
        }
    }

    var isLoopback: Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }

    private static func check<Value: Comparable>(_ name: String, _ value: Value, _ range: ClosedRange<Value>) throws {
        guard range.contains(value) else {
            throw ValidationError("'--\(name)' must be between \(range.lowerBound) and \(range.upperBound).")
        }
    }
}

enum RequestClock: String, ExpressibleByArgument, CaseIterable {
    case wall, request
}
