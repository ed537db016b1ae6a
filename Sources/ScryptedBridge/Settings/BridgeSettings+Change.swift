import ScryptedRPC

extension BridgeSettings {
    /// More notifiers than that are not kept.
    static let maximumNotifiers = 16
    static let logLevels = ["trace", "debug", "info", "notice", "warning", "error"]

    /// Takes over a value as Scrypted's page sends it, which writes numbers and switches as texts, too.
    /// - Throws: a sentence for a key that is not there and for a value out of range; nothing is changed then.
    package mutating func change(_ key: String, to value: JSONValue) throws(SettingError) {
        guard let key = Key(rawValue: key) else { throw .unknown(key) }
        switch key {
        case .notify: notify = try Self.flag(value, key)
        case .allCameras: allCameras = try Self.flag(value, key)
        case .notifiers: notifiers = try Self.names(value, key)
        case .threshold: threshold = Self.isEmpty(value) ? nil : try Self.number(value, key, in: -1...1)
        case .window:
            let window = try Self.number(value, key, in: 1...86_400)
            guard window <= retention else { throw .windowOverRetention }
            self.window = window
        case .retention:
            let retention = try Self.number(value, key, in: 1...604_800)
            guard window <= retention else { throw .windowOverRetention }
            self.retention = retention
        case .logLevel:
            guard let level = value.string, Self.logLevels.contains(level) else { throw .notOne(key, of: Self.logLevels) }
            logLevel = level
        }
    }

    private static func isEmpty(_ value: JSONValue) -> Bool {
        value == .null || value.string?.isEmpty == true
    }

    private static func flag(_ value: JSONValue, _ key: Key) throws(SettingError) -> Bool {
        switch value {
        case .bool(let flag): flag
        case .string("true"): true
        case .string("false"), .null: false
        default: throw .notOne(key, of: ["true", "false"])
        }
    }

    private static func number(_ value: JSONValue, _ key: Key, in range: ClosedRange<Double>) throws(SettingError) -> Double {
        guard let number = value.number ?? value.string.flatMap(Double.init), range.contains(number) else {
            throw .outOfRange(key, range)
        }
        return number
    }

    private static func names(_ value: JSONValue, _ key: Key) throws(SettingError) -> [String] {
        if isEmpty(value) { return [] }
        let list = value.string.map { [$0] } ?? value.array?.compactMap(\.string)
        guard let list, list.count == value.array?.count ?? 1 else { throw .notNames(key) }
        guard list.count <= maximumNotifiers else { throw .tooMany(key, limit: maximumNotifiers) }
        var seen: Set<String> = []
        return list.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
