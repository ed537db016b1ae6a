import ScryptedRPC
import Testing

/// What a documented key may hold.
indirect enum JSONKind: Sendable {
    case text, number, flag, list
    case null
    case orNull(JSONKind)

    func fits(_ value: JSONValue) -> Bool {
        switch self {
        case .text: value.string != nil
        case .number: value.number != nil
        case .flag: value.bool != nil
        case .list: value.array != nil
        case .null: value.isNull
        case .orNull(let kind): value.isNull || kind.fits(value)
        }
    }
}

/// Holds an answer against its documented keys.
func expect(_ json: JSONValue?, has kinds: [String: JSONKind], sourceLocation: SourceLocation = #_sourceLocation) {
    for (key, kind) in kinds {
        let value = json?[key]
        #expect(value.map { kind.fits($0) } == true, "\(key) is \(String(describing: value))", sourceLocation: sourceLocation)
    }
}
