import ArgumentParser

/// Which Scrypted server `reid serve` works for. One declaration here is the flag, `REID_…`, and the key in `settings.json`.
struct ServerSettings: ParsableArguments {
    @Option(help: "Work for the Scrypted server at HOST or HOST:PORT too, after `reid login` and `reid deploy`.")
    var scrypted: String?
}
