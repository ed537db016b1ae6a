import NIOCore

/// Puts packets together from bytes that arrive in any pieces. What a frame claims to hold takes no memory before it arrives.
struct RPCFrameDecoder {
    private let limits: RPCLimits
    private var header: [UInt8] = []
    /// The frame whose payload is arriving, and how much of it is missing.
    private var kind: RPCFrame.Kind?
    private var missing = 0
    private var payload: [UInt8] = []
    /// Of the packet whose message has not come yet.
    private var buffers: [[UInt8]] = []
    private var bufferBytes = 0

    init(limits: RPCLimits = RPCLimits()) {
        self.limits = limits
    }

    /// Takes bytes until one packet is complete.
    /// - Returns: nil when all bytes were taken before that.
    /// - Throws: `RPCError.transport` when nothing that follows can be understood.
    mutating func next(from bytes: inout ByteBuffer) throws(RPCError) -> RPCPacket? {
        while true {
            guard let kind else {
                guard try readHeader(from: &bytes) else { return nil }
                continue
            }
            let piece = bytes.readableBytesView.prefix(missing)
            payload.append(contentsOf: piece)
            missing -= piece.count
            bytes.moveReaderIndex(forwardBy: piece.count)
            guard missing == 0 else { return nil }
            if let packet = finishFrame(kind) { return packet }
        }
    }

    /// - Returns: false when more bytes are needed.
    private mutating func readHeader(from bytes: inout ByteBuffer) throws(RPCError) -> Bool {
        let piece = bytes.readableBytesView.prefix(RPCFrame.headerBytes - header.count)
        header.append(contentsOf: piece)
        bytes.moveReaderIndex(forwardBy: piece.count)
        guard header.count == RPCFrame.headerBytes else { return false }
        let length = header.prefix(4).reduce(0) { $0 << 8 | Int($1) } - 1
        guard length >= 0 else { throw .transport(reason: "a frame has no type") }
        guard let kind = RPCFrame.Kind(rawValue: header[4]) else {
            throw .transport(reason: "a frame has the unknown type \(header[4])")
        }
        guard length <= limits.frameBytes else {
            throw .transport(reason: "a frame of \(length) bytes is over the limit of \(limits.frameBytes)")
        }
        if kind == .buffer {
            guard buffers.count < limits.buffersPerPacket else {
                throw .transport(reason: "a message has more than \(limits.buffersPerPacket) buffers")
            }
            bufferBytes += length
            guard bufferBytes <= limits.packetBytes else {
                throw .transport(reason: "a message has buffers of more than \(limits.packetBytes) bytes")
            }
        }
        self.kind = kind
        missing = length
        header = []
        payload.reserveCapacity(min(length, 1 << 16))
        return true
    }

    private mutating func finishFrame(_ kind: RPCFrame.Kind) -> RPCPacket? {
        let finished = payload
        payload = []
        self.kind = nil
        switch kind {
        case .buffer:
            buffers.append(finished)
            return nil
        case .message:
            defer {
                buffers = []
                bufferBytes = 0
            }
            return RPCPacket(buffers: buffers, json: finished)
        }
    }
}
