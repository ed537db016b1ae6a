import ScryptedRPC
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("A session with a server", .timeLimit(.minutes(1)))
struct ScryptedSessionTests {
    @Test("The server greets, tells its devices, and gives them out")
    func greeting() async throws {
        let phone = PlayedObject { call in .json(.string("called \(call.text)")) }
        let server = PlayedServer(["4": .init("Phone", type: "Notifier", interfaces: ["Notifier"], object: phone)])
        try await withSession(at: server) { session in
            #expect(session.mirror.current.devices["4"]?.name == "Phone")
            #expect(session.pluginID == "@reid-service/ReID")
            let answer = try await session.device("4").call("sendNotification", [.json("x")])
            #expect(answer.text == #""called sendNotification(\"x\")""#)
            await #expect(throws: BridgeError.noSuchDevice("5")) { try await session.device("5") }
            let manager = try await session.mediaManager()
            #expect(manager == nil)
        }
    }

    @Test("Changes of the server's devices arrive in their order")
    func changes() async throws {
        let server = PlayedServer()
        try await withSession(at: server) { session in
            let remote = try await server.greeted.wait(for: 1)[0]
            remote.send("updateDeviceState", [.json("7"), .json(["name": ["value": "Yard"]])])
            for number in 0..<100 {
                remote.send(
                    "notify",
                    [
                        .json("7"), .json(["property": "name", "eventInterface": "ScryptedDevice"]),
                        .json(["value": .string("\(number)")]),
                    ])
            }
            for await _ in session.mirror.changes() where session.mirror.current.devices["7"]?.name == "99" { break }
            remote.send("updateDeviceState", [.json("7"), .null])
            for await _ in session.mirror.changes() where session.mirror.current.devices.isEmpty { break }
        }
    }

    @Test("What the server asks of the remote object is answered: odd arguments too, unknown methods by an error")
    func oddities() async throws {
        let server = PlayedServer()
        try await withSession(at: server) { session in
            let remote = try await server.greeted.wait(for: 1)[0]
            for method in ["setSystemState", "updateDeviceState", "notify", "setNativeId", "ioEvent"] {
                remote.send(method, [])
                remote.send(method, [.json(7), .bytes([1]), .list([])])
            }
            for method in ["getServicePort", "loadZip", "fly"] {
                await #expect(throws: RPCRemoteError.self) { try await remote.call(method, [.json("repl")]) }
            }
            #expect(session.mirror.current.devices.isEmpty)
        }
    }

    @Test("A server that takes the connection and says nothing is given up in time, with a reason")
    func silence() async throws {
        let clock = ManualClock()
        let server = PlayedServer(isSilent: true)
        try await alongside({ await server.run() }) {
            try await alongside({
                try await clock.waitForSleep { $0 == ScryptedSession.greetingTimeout }
                await clock.advance(by: ScryptedSession.greetingTimeout)
                try await Forever.wait()
            }) {
                await #expect(throws: BridgeError.noGreeting) {
                    try await ScryptedSession.run(over: server.connect(), clock: clock, logger: .silent) { _ in }
                }
            }
        }
    }

    @Test("A call that a server does not answer ends in time, with a reason")
    func noAnswer() async throws {
        let clock = ManualClock()
        let mute = PlayedObject { _ in
            try await Forever.wait()
            return .null
        }
        let server = PlayedServer(["4": .init("Phone", interfaces: ["Notifier"], object: mute)])
        try await withSession(at: server, clock: clock) { session in
            let device = try await session.device("4")
            try await alongside({
                _ = try await mute.calls.wait(for: 1)
                await clock.advance(by: .seconds(31))
                try await Forever.wait()
            }) {
                await #expect(throws: RPCError.timeout(method: "sendNotification")) { try await device.call("sendNotification") }
            }
        }
    }

    @Test("When the connection goes, the work ends, and calls fail instead of waiting")
    func end() async throws {
        let server = PlayedServer(["4": .init("Phone", interfaces: ["Notifier"])])
        let after = Recording<String>()
        try await alongside({ await server.run() }) {
            try await ScryptedSession.run(over: server.connect(), clock: ContinuousClock(), logger: .silent) { session in
                let device = try await session.device("4")
                _ = try await server.greeted.wait(for: 1)
                server.drop()
                for await _ in session.mirror.changes() {}
                do {
                    try await device.call("sendNotification")
                } catch {
                    after.append("\(type(of: error))")
                }
            }
        }
        #expect(after.elements.count == 1)
    }
}
