import ScryptedRPC
import TestSupport

/// A server that notes what the plugin tells it.
struct RecordedServer: NodePluginHost {
    enum Told: Sendable, Hashable {
        case state(String, JSONValue)
        case storage([String: String])
        case event(String, JSONValue)
        case other(String, [JSONValue])
    }

    let told = Recording<Told>()

    func setState(_ property: String, _ value: JSONValue) async { told.append(.state(property, value)) }
    func setStorage(_ storage: [String: String]) async { told.append(.storage(storage)) }
    func deviceEvent(_ interface: String, _ data: JSONValue) async { told.append(.event(interface, data)) }
    func other(_ call: String, _ arguments: [JSONValue]) async { told.append(.other(call, arguments)) }

    /// What the plugin keeps, as last written.
    var storage: [String: String]? {
        told.elements.reversed().lazy.compactMap { if case .storage(let storage) = $0 { storage } else { nil } }.first
    }

    var settingsEvents: Int { told.elements.count { $0 == .event("Settings", .null) } }

    /// Calls that are none of the usual ones; `unhandledRejection` among them is a bug of the plugin.
    var others: [String] {
        told.elements.compactMap { if case .other(let name, _) = $0 { name } else { nil } }
    }
}
