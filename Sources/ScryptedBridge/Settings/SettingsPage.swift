import Foundation
import Recognition
import ScryptedRPC

/// The service's page in Scrypted: what can be set, and how it is doing.
struct SettingsPage: Sendable {
    let store: any BridgeSettingsStore
    let status: BridgeStatus
    /// The program that shows this page, as `reid` attaches itself: a short random text.
    let instance: String
    /// The names of the server's notifiers.
    let notifiers: @Sendable () -> [String]
    let model: @Sendable () async -> String

    /// The row by which a program recognises its own page.
    static let instanceKey = "instance"

    func settings() async -> [JSONValue] {
        let settings = await store.current()
        return Self.rows(settings, notifiers: notifiers())
            + Self.rows(status.report, model: await model(), instance: instance)
    }

    func put(_ key: String, _ value: JSONValue) async throws {
        _ = try await store.change(key, to: value)
    }

    // MARK: Rows

    static func rows(_ settings: BridgeSettings, notifiers: [String]) -> [JSONValue] {
        // Chosen ones stay choosable while they are away.
        let choices = notifiers + settings.notifiers.filter { !notifiers.contains($0) }
        return [
            row(.notify, "Notify", "boolean", .bool(settings.notify)) {
                $0["description"] = """
                    Watch the cameras whose extension "ReID Service" is switched on, and send one notification per person. \
                    Switch other Smart Notifier extensions off first.
                    """
            },
            row(.notifiers, "Notifiers", "string", .array(settings.notifiers.map { .string($0) })) {
                $0["description"] = "The first one gets the notifications; the next ones when it fails."
                $0["multiple"] = .bool(true)
                $0["choices"] = .array(choices.map { .string($0) })
            },
            row(.allCameras, "All cameras", "boolean", .bool(settings.allCameras)) {
                $0["description"] = "Watch every camera that detects objects, not only those with the extension."
            },
            row(.threshold, "Threshold", "number", settings.threshold.map { .number($0) } ?? .null) {
                $0["description"] = "The cosine from which two pictures show the same person, -1 to 1."
                $0["placeholder"] = "the model's own"
            },
            row(.window, "Window", "number", .number(settings.window)) {
                $0["description"] = "Seconds after which somebody unseen counts as new again."
            },
            row(.retention, "Retention", "number", .number(settings.retention)) {
                $0["description"] = "Seconds for which somebody unseen keeps the same id."
            },
            row(.logLevel, "Log level", "string", .string(settings.logLevel)) {
                $0["choices"] = .array(BridgeSettings.logLevels.map { .string($0) })
            },
        ]
    }

    static func rows(_ report: BridgeStatus.Report, model: String, instance: String) -> [JSONValue] {
        let link =
            switch report.link {
            case .waiting(let why): why
            case .attached(let since): "since \(text(since))"
            }
        return [
            row("attached", "Attached", link),
            row("cameras", "Watched cameras", report.watched.isEmpty ? "none" : report.watched.joined(separator: ", ")),
            row("refusals", "Not watched", report.refusals.isEmpty ? "-" : report.refusals.joined(separator: "\n")),
            row("model", "Model", model),
            row("sent", "Notifications sent", "\(report.notificationsSent)"),
            row("lastError", "Last error", report.lastError ?? "-"),
            row(instanceKey, "Program", instance),
        ]
    }

    private static func row(
        _ key: BridgeSettings.Key, _ title: String, _ type: String, _ value: JSONValue,
        _ more: (inout [String: JSONValue]) -> Void
    ) -> JSONValue {
        var row: [String: JSONValue] = [
            "key": .string(key.rawValue), "title": .string(title), "type": .string(type), "value": value,
        ]
        more(&row)
        return .object(row)
    }

    private static func row(_ key: String, _ title: String, _ value: String) -> JSONValue {
        .object([
            "key": .string(key), "title": .string(title), "type": .string("string"), "value": .string(value),
            "readonly": .bool(true), "group": .string("Status"),
        ])
    }

    private static func text(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(time.milliseconds) / 1000).formatted(.iso8601)
    }
}
