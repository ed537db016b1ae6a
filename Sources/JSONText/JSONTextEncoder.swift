/// What a value is handed to write itself with: at the same time the container of a single value.
struct JSONTextEncoder: Encoder, SingleValueEncodingContainer {
    let output: JSONOutput

    /// Not kept: the only error says itself what is wrong.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONObjectContainer(output: output, depth: output.openObject()))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONArrayContainer(output: output, depth: output.openArray())
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { output.writeNull() }
    func encode(_ value: Bool) { output.write(value) }
    func encode(_ value: String) { output.write(value) }
    func encode(_ value: Double) throws { try output.write(number: value) }
    func encode(_ value: Float) throws { try output.write(number: value) }
    func encode(_ value: some FixedWidthInteger & Encodable) { output.write(integer: value) }
    func encode(_ value: some Encodable) throws { try output.write(value) }
}

/// The members of an object.
struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    private func value(of key: Key) -> JSONOutput {
        output.beginMember(named: key.stringValue, at: depth)
        return output
    }

    func encodeNil(forKey key: Key) { value(of: key).writeNull() }
    func encode(_ value: Bool, forKey key: Key) { self.value(of: key).write(value) }
    func encode(_ value: String, forKey key: Key) { self.value(of: key).write(value) }
    func encode(_ value: Double, forKey key: Key) throws { try self.value(of: key).write(number: value) }
    func encode(_ value: Float, forKey key: Key) throws { try self.value(of: key).write(number: value) }
    func encode(_ value: some FixedWidthInteger & Encodable, forKey key: Key) { self.value(of: key).write(integer: value) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try self.value(of: key).write(value) }

    func nestedContainer<NestedKey>(keyedBy type: NestedKey.Type, forKey key: Key) -> KeyedEncodingContainer<NestedKey> {
        superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { superEncoder(forKey: key).unkeyedContainer() }

    func superEncoder() -> any Encoder {
        output.beginMember(named: "super", at: depth)
        return JSONTextEncoder(output: output)
    }

    func superEncoder(forKey key: Key) -> any Encoder { JSONTextEncoder(output: value(of: key)) }
}

/// The members of an array.
struct JSONArrayContainer: UnkeyedEncodingContainer {
    let output: JSONOutput
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(output: JSONOutput, depth: Int) {
        self.output = output
        self.depth = depth
    }

    private mutating func next() -> JSONOutput {
        output.beginMember(at: depth)
        count += 1
        return output
    }

    mutating func encodeNil() { next().writeNull() }
    mutating func encode(_ value: Bool) { next().write(value) }
    mutating func encode(_ value: String) { next().write(value) }
    mutating func encode(_ value: Double) throws { try next().write(number: value) }
    mutating func encode(_ value: Float) throws { try next().write(number: value) }
    mutating func encode(_ value: some FixedWidthInteger & Encodable) { next().write(integer: value) }
    mutating func encode(_ value: some Encodable) throws { try next().write(value) }

    mutating func nestedContainer<NestedKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        superEncoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { JSONTextEncoder(output: next()) }
}
