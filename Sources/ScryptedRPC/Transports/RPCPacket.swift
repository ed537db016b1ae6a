/// One JSON message with the buffers that belong to it; on the wire the buffers come first.
package struct RPCPacket: Sendable, Hashable {
    package var buffers: [[UInt8]]
    /// UTF-8.
    package var json: [UInt8]

    package init(buffers: [[UInt8]] = [], json: [UInt8]) {
        self.buffers = buffers
        self.json = json
    }
}

extension RPCPacket {
    /// Of the JSON and all buffers.
    package var byteCount: Int { buffers.reduce(json.count) { $0 + $1.count } }
}
