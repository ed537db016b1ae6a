import ScryptedRPC
import TestSupport
import Testing

/// Who may attach, whose answer counts, and what becomes of calls whose object goes.
@Suite(.timeLimit(.minutes(2))) struct AttachTests {
    private static let request = #"{"deviceId":"12","detections":[{"className":"person","score":0.9,"id":"t7"}]}"#

    private func why(_ answer: JSONValue) -> JSONValue? {
        #expect(answer["processed"] == true && answer["isNew"] == true && answer["degraded"] == true)
        return answer["persons"]?[0]?["reason"]
    }

    @Test(
        "without the secret an attachment is refused, and what is attached stays",
        arguments: [
            ["instance": "thief"], ["secret": .null], ["secret": ""], ["secret": "0123456789abcdeF"], ["secret": 5],
            ["secret": true], ["secret": ["0123456789abcdef"]], .null, "0123456789abcdef",
        ] as [JSONValue])
    func refused(options: JSONValue) async throws {
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject(saying: "first"))
            let thief = ServiceObject(saying: "thief")
            for verb in ["attach", "detach"] {
                let error = await #expect(throws: RPCRemoteError.self) {
                    try await trampoline.admit(.local(thief), verb, options)
                }
                #expect(error?.message.hasPrefix("attach refused: ") == true)
                #expect(error?.message.contains(trampoline.secret) == false)
            }
            let answer = try await trampoline.convert(Self.request)
            #expect(answer["message"] == "first")
            #expect(thief.calls.elements.isEmpty)
        }
    }

    @Test("an attached object gets every call as it came, and its answer is the answer")
    func forwarded() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject(saying: "hello")
            let word = try await trampoline.attach(service)
            #expect(word == "attached")
            let status = try await trampoline.setting("status")
            #expect(status == "connected")
            let first = try await trampoline.convert(.json(.string(Self.request)), options: ["sourceId": "12"])
            let second = try await trampoline.convert(.bytes([0x7B, 0x7D]))
            #expect(first["message"] == "hello" && second["message"] == "hello")

            let calls = service.calls.elements.filter { $0.method == "convert" }
            #expect(calls.count == 2)
            #expect(calls[0][0].json == .string(Self.request))
            #expect(calls[0].arguments.dropFirst().map(\.json) == ["application/json", "application/reid", ["sourceId": "12"]])
            #expect(calls[1][0].bytes == [0x7B, 0x7D])
        }
    }

    @Test("the newest attachment wins, and the one before cannot let go of it")
    func newestWins() async throws {
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject(saying: "old"), instance: "old")
            try await trampoline.attach(ServiceObject(saying: "new"), instance: "new")
            let answer = try await trampoline.convert(Self.request)
            #expect(answer["message"] == "new")
            let word = try await trampoline.detach(instance: "old")
            #expect(word == "not attached")
            let still = try await trampoline.convert(Self.request)
            #expect(still["message"] == "new")
        }
    }

    @Test("who detaches is no longer asked, may do so twice, and may attach again")
    func detached() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject(saying: "hello")
            try await trampoline.attach(service)
            let words = [try await trampoline.detach(), try await trampoline.detach()]
            #expect(words == ["detached", "not attached"])
            let reason = why(try await trampoline.convert(Self.request))
            #expect(reason == ["not-attached"])
            #expect(service.calls.elements.isEmpty)
            try await trampoline.attach(service)
            let answer = try await trampoline.convert(Self.request)
            #expect(answer["message"] == "hello")
        }
    }

    @Test("a call in progress goes fail-open at once when its object is let go", arguments: [1, 3])
    func detachedInMidCall(calls: Int) async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let service = ServiceObject.silent()
            try await trampoline.attach(service)
            try await withThrowingTaskGroup(of: JSONValue?.self) { tasks in
                for _ in 0..<calls { tasks.addTask { why(try await trampoline.convert(Self.request)) } }
                try await service.calls.wait(for: calls)
                try await trampoline.detach()
                for try await reason in tasks { #expect(reason == ["interrupted"]) }
            }
        }
    }

    @Test("calls in progress go fail-open at once when their object's connection drops; later ones do not wait for it")
    func killedInMidCall() async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let service = ServiceObject.silent()
            try await trampoline.attach(service)
            async let one = trampoline.convert(Self.request)
            async let other = trampoline.convert(Self.request)
            try await service.calls.wait(for: 2)
            await trampoline.plugin.kill(service)
            let reasons = [why(try await one), why(try await other), why(try await trampoline.convert(Self.request))]
            #expect(reasons == [["interrupted"], ["interrupted"], ["not-attached"]])
            let status = try await trampoline.setting("status")
            #expect(status == "not connected")
        }
    }

    @Test("an object whose connection dropped between calls is found out by the next call")
    func killedBetweenCalls() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject(saying: "hello")
            try await trampoline.attach(service)
            await trampoline.plugin.kill(service)
            let reason = why(try await trampoline.convert(Self.request))
            #expect(reason == ["not-attached"])
            #expect(service.calls.elements.isEmpty)
            try await trampoline.attach(service, instance: "second")
            let answer = try await trampoline.convert(Self.request)
            #expect(answer["message"] == "hello")
        }
    }

    @Test("a call in progress is not repeated when another object takes its own one's place: that one may still answer it")
    func replacedInMidCall() async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let (released, release) = AsyncStream.makeStream(of: Void.self)
            let old = ServiceObject { _ in
                for await _ in released { break }
                return .json(#"{"processed":true,"message":"old"}"#)
            }
            let new = ServiceObject(saying: "new")
            try await trampoline.attach(old, instance: "old")
            async let answer = trampoline.convert(Self.request)
            try await old.calls.wait(for: 1)
            try await trampoline.attach(new, instance: "new")
            release.yield()
            let message = try await answer["message"]
            #expect(message == "old" && new.calls.elements.isEmpty)
        }
    }

    @Test("a replaced object that goes takes its own calls with it and nobody else's")
    func replacedAndKilled() async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let old = ServiceObject.silent()
            try await trampoline.attach(old, instance: "old")
            async let answer = trampoline.convert(Self.request)
            try await old.calls.wait(for: 1)
            try await trampoline.attach(ServiceObject(saying: "new"), instance: "new")
            await trampoline.plugin.kill(old)
            let reason = why(try await answer)
            #expect(reason == ["service-failed"])
            let still = try await trampoline.convert(Self.request)
            #expect(still["message"] == "new")
        }
    }

    @Test(
        "an object that fails or talks nonsense stays attached, and the request is answered fail-open",
        arguments: [
            .failure(RPCRemoteError(message: "The model has closed its eyes.")), .success(.null), .success(.json("nonsense")),
            .success(.json("{}")), .success(.json(#"{"processed":"yes"}"#)), .success(.json(5)),
            .success(.json(["processed": true])), .success(.bytes([0xFF])),
        ] as [Result<RPCValue, RPCRemoteError>])
    func failing(outcome: Result<RPCValue, RPCRemoteError>) async throws {
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject { _ in try outcome.get() })
            let reason = why(try await trampoline.convert(Self.request))
            #expect(reason == ["service-failed"])
            let status = try await trampoline.setting("status")
            #expect(status == "connected")
        }
    }

    @Test("more calls than sixty-four at a time are answered fail-open at once")
    func overloaded() async throws {
        try await withTrampoline(usesManualClock: true) { trampoline in
            let service = ServiceObject.silent()
            try await trampoline.attach(service)
            try await withThrowingTaskGroup(of: JSONValue?.self) { tasks in
                for _ in 0..<64 {
                    tasks.addTask { why(try await trampoline.convert(Self.request)) }
                }
                try await service.calls.wait(for: 64)
                let oneMore = why(try await trampoline.convert(Self.request))
                #expect(oneMore == ["overloaded"])
                try await trampoline.detach()
                for try await reason in tasks { #expect(reason == ["interrupted"]) }
            }
        }
    }

    @Test("the settings page hears of every change")
    func events() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject(saying: "hello")
            try await trampoline.attach(service)
            #expect(trampoline.server.settingsEvents == 1)
            try await trampoline.detach()
            #expect(trampoline.server.settingsEvents == 2)
            try await trampoline.attach(service)
            await trampoline.plugin.kill(service)
            _ = try await trampoline.convert(Self.request)
            #expect(trampoline.server.settingsEvents == 4)
        }
    }
}
