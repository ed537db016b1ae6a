import ScryptedRPC

/// What the bridge needs to know of one device of the server; whatever else is said of it is not kept.
package struct SystemDevice: Sendable, Hashable {
    package let id: String
    /// What people call it; its id where it has no name.
    package private(set) var name: String
    package private(set) var type: String?
    package private(set) var pluginID: String?
    /// Those of its plugin and those that extensions add.
    package private(set) var interfaces: Set<String> = []
    /// Ids of the devices whose extensions are switched on for it.
    package private(set) var mixins: [String] = []
    private var fromMimeType: String?
    private var toMimeType: String?
    private var converters: [[String]] = []

    /// The properties that are kept, as the server calls them.
    enum Property: String, CaseIterable {
        case name, type, pluginId, interfaces, mixins, fromMimeType, toMimeType, converters
    }

    /// The most entries of a list, and the most bytes of a text, that are kept.
    static let longestList = 256
    static let longestText = 1_024

    /// - Parameter state: property names and their records `{value}`.
    init(id: String, state: [String: JSONValue]) {
        self.id = id
        name = id
        for property in Property.allCases { set(property, to: state[property.rawValue]?["value"]) }
    }

    /// Whether that changed anything.
    @discardableResult
    mutating func set(_ property: Property, to value: JSONValue?) -> Bool {
        let before = self
        switch property {
        case .name: name = Self.text(value).flatMap { $0.isEmpty ? nil : $0 } ?? id
        case .type: type = Self.text(value)
        case .pluginId: pluginID = Self.text(value)
        case .interfaces: interfaces = Set(Self.texts(value))
        case .mixins: mixins = Self.texts(value)
        case .fromMimeType: fromMimeType = Self.text(value)
        case .toMimeType: toMimeType = Self.text(value)
        case .converters: converters = value?.array?.prefix(Self.longestList).map(Self.texts) ?? []
        }
        return self != before
    }

    /// The method by which it makes `target` of `source`; nil when it does not.
    func method(converting source: String, to target: String) -> String? {
        if interfaces.contains("BufferConverter"), fromMimeType == source, toMimeType == target { return "convert" }
        if interfaces.contains("MediaConverter"), converters.contains([source, target]) { return "convertMedia" }
        return nil
    }

    private static func text(_ value: JSONValue?) -> String? {
        value?.string.flatMap { $0.utf8.count <= longestText ? $0 : nil }
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        value?.array?.prefix(longestList).compactMap(text) ?? []
    }
}
