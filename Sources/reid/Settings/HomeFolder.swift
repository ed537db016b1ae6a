import Foundation

/// The one folder under which everything lies that the program keeps.
struct HomeFolder {
    let url: URL

    /// In this order: the setting, what Scrypted provides to a plugin (it may itself run under systemd), what systemd
    /// provides, the user's data folder.
    init(setting: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let path =
            setting ?? Self.text(environment["SCRYPTED_PLUGIN_VOLUME"])
            ?? Self.text(environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init))
            ?? Self.userFolder(environment)
        url = URL(fileURLWithPath: path, isDirectory: true)
    }

    var settingsFile: URL { url.appendingPathComponent("settings.json") }

    private static func text(_ value: String?) -> String? {
        value.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func userFolder(_ environment: [String: String]) -> String {
        if let data = text(environment["XDG_DATA_HOME"]) { return data + "/reid" }
        let user = text(environment["HOME"]) ?? NSHomeDirectory()
        #if os(macOS)
        return user + "/Library/Application Support/reid"
        #else
        return user + "/.local/share/reid"
        #endif
    }
}
