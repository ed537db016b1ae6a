import ScryptedRPC
import TestSupport
import Testing

/// The five seconds that a call gets, on a clock that is moved by hand.
@Suite(.timeLimit(.minutes(2))) struct TimeLimitTests {
    private static let request = #"{"deviceId":"12","detections":[{"className":"person"}]}"#

    @Test("an answer within five seconds counts")
    func inTime() async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let (released, release) = AsyncStream.makeStream(of: Void.self)
            let service = ServiceObject { _ in
                for await _ in released { break }
                return .json(#"{"processed":true,"message":"late, but there"}"#)
            }
            try await trampoline.attach(service)
            async let answer = trampoline.convert(Self.request)
            try await service.calls.wait(for: 1)
            await trampoline.plugin.advance(milliseconds: 4_999)
            release.yield()
            let message = try await answer["message"]
            #expect(message == "late, but there")
        }
    }

    @Test("after five seconds the answer is fail-open, without asking the HTTP address; the object stays attached")
    func tooLate() async throws {
        try await withTrampoline(storage: ["url": "http://127.0.0.1:1/process"], usesManualClock: true) { trampoline in
            let service = ServiceObject.silent()
            try await trampoline.attach(service)
            for turn in 1...2 {
                async let answer = trampoline.convert(Self.request)
                try await service.calls.wait(for: turn)
                await trampoline.plugin.advance(milliseconds: 5_000)
                let person = try await answer["persons"]?[0]
                #expect(person?["reason"] == ["timeout"] && person?["isNew"] == true)
            }
        }
    }

    @Test("an HTTP address that never answers has five seconds as well")
    func silentAddress() async throws {
        try await withSilentAddress { url, connections in
            try await withTrampoline(storage: ["url": url], usesManualClock: true) { trampoline in
                async let answer = trampoline.convert(Self.request)
                try await connections.wait(for: 1)
                await trampoline.plugin.advance(milliseconds: 5_000)
                let reason = try await answer["persons"]?[0]?["reason"]
                #expect(reason == ["timeout"])
            }
        }
    }

    @Test("the settings page waits five seconds for the service's part and then says so")
    func settings() async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let service = ServiceObject.silent()
            try await trampoline.attach(service)
            async let settings = trampoline.settings()
            try await service.calls.wait(for: 1)
            await trampoline.plugin.advance(milliseconds: 5_000)
            let (keys, status) = (try await settings.map { $0["key"] }, try await settings.first)
            #expect(keys == ["status", "url"])
            #expect(status?["value"] == "connected")
            #expect(status?["description"]?.string?.contains("in time") == true)

            async let change: Void = trampoline.put("threshold", 0.6)
            try await service.calls.wait(for: 2)
            await trampoline.plugin.advance(milliseconds: 5_000)
            do {
                try await change
                Issue.record("It was changed.")
            } catch let error as RPCRemoteError {
                #expect(error.message.contains("in time"))
            }
        }
    }
}
