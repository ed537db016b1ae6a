/// What can be set on the service's page in Scrypted.
package struct BridgeSettings: Sendable, Hashable {
    /// Watch cameras and notify. Off, the bridge only answers what the Smart Notifier asks.
    package var notify = false
    /// Every camera that detects objects, not only those whose extension is switched on.
    package var allCameras = false
    /// Names of notifiers, in the order in which they are tried.
    package var notifiers: [String] = []
    /// A cosine; nil for the model's own.
    package var threshold: Double?
    /// Seconds.
    package var window = 60.0
    /// Seconds.
    package var retention = 600.0
    package var logLevel = "info"

    package init() {}

    /// The settings' names, as in settings.json and on the page.
    package enum Key: String, CaseIterable, Sendable {
        case notify, allCameras, notifiers, threshold, window, retention, logLevel
    }
}
