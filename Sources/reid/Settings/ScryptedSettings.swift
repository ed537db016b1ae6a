import ArgumentParser
import Foundation

/// Settings of what is done inside a Scrypted server. One declaration here is the flag, `REID_…`, and the key in
/// `settings.json`.
struct ScryptedSettings: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Watch the chosen cameras and notify of each visitor once.")
    var notify = false

    @Option(help: "The Notifier devices by name, separated by commas: the first is told, the next only when it fails.")
    var notifiers: String?

    @Flag(inversion: .prefixedNo, help: "Watch every camera with an object detector, not only the chosen ones.")
    var allCameras = false

    /// The names, in order.
    var notifierNames: [String] {
        (notifiers ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
