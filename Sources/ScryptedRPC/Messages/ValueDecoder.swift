/// Turns what travelled into values, in the order in which the protocol decides.
struct ValueDecoder {
    let buffers: [[UInt8]]
    let peer: RPCPeer

    /// - Throws: a sentence for whoever sent it; the message is of no use then.
    func decode(_ json: JSONValue, exports: ExportTable, proxies: inout ProxyTable) throws(RPCRemoteError) -> RPCValue {
        guard case .object(let members) = json else { return .json(json) }
        if let children = members[WireKey.copiesChildren], !children.isFalsy {
            if case .array(let elements) = children {
                var decoded: [RPCValue] = []
                for element in elements { decoded.append(try decode(element, exports: exports, proxies: &proxies)) }
                return .list(decoded)
            }
            var decoded: [String: RPCValue] = [:]
            for (key, member) in members where key != WireKey.copiesChildren {
                decoded[key] = try decode(member, exports: exports, proxies: &proxies)
            }
            return .record(decoded)
        }
        let constructorName = members[WireKey.constructorName]?.string
        if constructorName == WireKey.error { return .error(error(members[WireKey.serializedValue])) }
        if let id = members[WireKey.remoteID], !id.isFalsy {
            guard let id = id.string else { throw RPCRemoteError(message: "a proxy id must be a string") }
            return .remote(
                proxies.proxy(
                    id: id, finalizerID: members[WireKey.remoteFinalizerID]?.string, signature: signature(members), of: peer))
        }
        if let id = members[WireKey.localID], !id.isFalsy {
            guard let object = id.string.flatMap({ exports[$0] }) else {
                throw RPCRemoteError(message: "invalid local proxy id \(id.string ?? "that is no string")")
            }
            return .local(object)
        }
        if constructorName == WireKey.buffer { return .bytes(try bytes(members[WireKey.serializedValue])) }
        return .json(json)
    }

    private func bytes(_ json: JSONValue?) throws(RPCRemoteError) -> [UInt8] {
        if let index = json?.integer {
            guard let index = Int(exactly: index), buffers.indices.contains(index) else {
                throw RPCRemoteError(message: "buffer \(index) was not sent")
            }
            return buffers[index]
        }
        // The older form, without buffers of their own.
        guard buffers.isEmpty, let bytes = json?.string.flatMap(Base64.decode) else {
            throw RPCRemoteError(message: "a buffer that is neither an index nor base64")
        }
        return bytes
    }

    private func error(_ json: JSONValue?) -> RPCRemoteError {
        RPCRemoteError(
            name: json?["name"]?.string ?? "Error", message: json?["message"]?.string ?? "", stack: json?["stack"]?.string)
    }

    private func signature(_ members: [String: JSONValue]) -> RPCSignature {
        var signature = RPCSignature(
            constructorName: members[WireKey.constructorName]?.string, properties: members[WireKey.properties]?.object ?? [:])
        for name in members[WireKey.onewayMethods]?.array ?? [] {
            if name.isNull || name.string != nil { signature.onewayMethods.insert(name.string) }
        }
        return signature
    }
}
