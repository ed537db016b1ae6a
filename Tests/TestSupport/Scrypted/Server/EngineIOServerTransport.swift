import NIOCore
import NIOWebSocket
import ScryptedRPC
import Synchronization

/// The server's end of an engine.io connection over WebSocket: a JSON message is text behind a `4`, a buffer is binary.
final class EngineIOServerTransport: RPCTransport {
    typealias Channel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    private enum Outgoing {
        case text(String)
        case packet(RPCPacket)
        case close
    }

    let packets: AsyncThrowingStream<RPCPacket, any Error>
    private let received: AsyncThrowingStream<RPCPacket, any Error>.Continuation
    private let outgoing: AsyncStream<Outgoing>
    private let queue: AsyncStream<Outgoing>.Continuation
    private let controls: ConnectionControls
    private let onPong: @Sendable () -> Void

    init(controls: ConnectionControls, sid: String, onPong: @escaping @Sendable () -> Void) {
        self.controls = controls
        self.onPong = onPong
        (packets, received) = AsyncThrowingStream.makeStream()
        (outgoing, queue) = AsyncStream.makeStream()
        queue.yield(
            .text(#"0{"sid":"\#(sid)","upgrades":[],"pingInterval":25000,"pingTimeout":120000,"maxPayload":20000000}"#))
    }

    func send(_ packet: RPCPacket) throws(RPCError) {
        guard case .enqueued = queue.yield(.packet(packet)) else { throw .closed(reason: "the connection is closed") }
    }

    func ping() {
        queue.yield(.text("2"))
    }

    func close() {
        queue.yield(.close)
        queue.finish()
    }

    /// Carries messages both ways until the connection ends.
    func run(_ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>)
        async throws
    {
        defer {
            received.finish()
            queue.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await self.read(inbound) }
            tasks.addTask { try await self.write(outbound) }
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    private func read(_ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>) async throws {
        var buffers: [[UInt8]] = []
        for try await frame in inbound {
            switch frame.opcode {
            case .connectionClose: return
            case .binary: buffers.append(Array(frame.unmaskedData.readableBytesView))
            case .text: take(Array(frame.unmaskedData.readableBytesView), &buffers)
            default: continue
            }
            if controls.countMessage() { return }
        }
    }

    private func take(_ text: [UInt8], _ buffers: inout [[UInt8]]) {
        guard !controls.isSilent else { return }
        switch text.first {
        case UInt8(ascii: "4"):
            received.yield(RPCPacket(buffers: buffers, json: Array(text.dropFirst())))
            buffers = []
        case UInt8(ascii: "3"):
            onPong()
        case UInt8(ascii: "1"):
            close()
        default:
            received.finish(
                throwing: RPCError.transport(reason: "a client does not send \(String(decoding: text, as: UTF8.self))"))
        }
    }

    private func write(_ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async throws {
        if controls.shouldDropAtOnce() { return }
        for await item in outgoing {
            for frame in frames(of: item) where !controls.isSilent {
                try await outbound.write(frame)
                if controls.countMessage() { return }
            }
        }
    }

    private func frames(of item: Outgoing) -> [WebSocketFrame] {
        switch item {
        case .text(let text):
            [WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))]
        case .packet(let packet):
            packet.buffers.map { WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(bytes: $0)) }
                + [WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: [UInt8(ascii: "4")] + packet.json))]
        case .close:
            [WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer())]
        }
    }
}
