/// Why a setting was not taken over.
package enum SettingError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(String)
    case outOfRange(BridgeSettings.Key, ClosedRange<Double>)
    case notOne(BridgeSettings.Key, of: [String])
    case notNames(BridgeSettings.Key)
    case tooMany(BridgeSettings.Key, limit: Int)
    case windowOverRetention

    package var description: String {
        switch self {
        case .unknown(let key): "There is no setting \"\(key.prefix(64))\"."
        case .outOfRange(let key, let range):
            "\"\(key.rawValue)\" must be a number from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))."
        case .notOne(let key, let choices): "\"\(key.rawValue)\" must be one of: \(choices.joined(separator: ", "))."
        case .notNames(let key): "\"\(key.rawValue)\" must be a list of names."
        case .tooMany(let key, let limit): "\"\(key.rawValue)\" must have at most \(limit) names."
        case .windowOverRetention: "\"retention\" must not be shorter than \"window\"."
        }
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}
