import ScryptedRPC
import TestSupport
import Testing

/// The settings page, with and without a service behind it.
@Suite(.timeLimit(.minutes(2))) struct SettingsTests {
    @Test("not connected, it has its own two settings and says what to do")
    func notConnected() async throws {
        try await withTrampoline(storage: ["url": "http://192.168.1.5:8765/process"]) { trampoline in
            let settings = try await trampoline.settings()
            #expect(settings.map { $0["key"] } == ["status", "url"])
            #expect(settings.map { $0["value"] } == ["not connected", "http://192.168.1.5:8765/process"])
            #expect(settings[0]["readonly"] == true)
            #expect(settings[0]["description"]?.string?.contains("reid serve --scrypted") == true)
            #expect(settings.allSatisfy { $0["title"]?.string?.isEmpty == false })
        }
    }

    @Test("connected, the service's settings follow as they are")
    func forwarded() async throws {
        let theirs: JSONValue = [
            ["key": "threshold", "title": "Threshold", "type": "number", "value": 0.6, "range": [0, 1]],
            ["key": "notifiers", "title": "Notifiers", "type": "device", "multiple": true, "value": ["31", "32"]],
        ]
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject { _ in .json(theirs) })
            let settings = try await trampoline.settings()
            #expect(settings.first?["value"] == "connected")
            #expect(.array(Array(settings.dropFirst(2))) == theirs)
        }
    }

    @Test("a change is put to the service, and the page hears of it")
    func changed() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject { _ in .null }
            try await trampoline.attach(service)
            let events = trampoline.server.settingsEvents
            try await trampoline.put("threshold", 0.6)
            try await trampoline.put("notifiers", ["31"])
            #expect(service.calls.elements.map(\.method) == ["putSetting", "putSetting"])
            let arguments = service.calls.elements.map { $0.arguments.map(\.json) }
            #expect(arguments == [["threshold", 0.6], ["notifiers", ["31"]]])
            #expect(trampoline.server.settingsEvents == events + 2)
        }
    }

    @Test("a change that the service refuses is refused in its words")
    func refused() async throws {
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject { _ in throw RPCRemoteError(message: "The threshold is at most 1.") })
            let events = trampoline.server.settingsEvents
            let error = await #expect(throws: RPCRemoteError.self) { try await trampoline.put("threshold", 2) }
            #expect(error?.message == "The threshold is at most 1.")
            #expect(trampoline.server.settingsEvents == events)
        }
    }

    @Test("the service's settings cannot be changed while it is not connected, and the error says what to do")
    func unknown() async throws {
        try await withTrampoline { trampoline in
            let error = await #expect(throws: RPCRemoteError.self) { try await trampoline.put("threshold", 0.6) }
            #expect(error?.message.contains("reid serve --scrypted") == true)
            #expect(trampoline.server.settingsEvents == 0)
        }
    }

    @Test("the HTTP address is its own, connected or not; it is kept, and can be taken away")
    func address() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject { _ in .json([]) }
            try await trampoline.put("url", "http://127.0.0.1:1/process")
            #expect(trampoline.server.storage == ["secret": trampoline.secret, "url": "http://127.0.0.1:1/process"])
            #expect(trampoline.server.settingsEvents == 1)
            try await trampoline.attach(service)
            try await trampoline.put("url", .null)
            #expect(trampoline.server.storage?["url"] == "")
            #expect(trampoline.server.settingsEvents == 3)
            #expect(service.calls.elements.isEmpty)
            let value = try await trampoline.setting("url")
            #expect(value == "")
        }
    }

    @Test("a service that cannot say its settings is still connected, and its trouble is told")
    func trouble() async throws {
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject { _ in throw RPCRemoteError(message: "Still loading the model.") })
            let settings = try await trampoline.settings()
            #expect(settings.map { $0["key"] } == ["status", "url"])
            #expect(settings[0]["value"] == "connected" && settings[0]["description"] == "Still loading the model.")
        }
    }

    @Test("what is no list of settings is left out", arguments: [.null, "text", 5, ["key": "alone"]] as [JSONValue])
    func noList(answer: JSONValue) async throws {
        try await withTrampoline { trampoline in
            try await trampoline.attach(ServiceObject { _ in .json(answer) })
            let settings = try await trampoline.settings()
            #expect(settings.map { $0["key"] } == ["status", "url"])
        }
    }

    @Test("a service whose connection has dropped is not connected any more")
    func dropped() async throws {
        try await withTrampoline { trampoline in
            let service = ServiceObject { _ in .json([]) }
            try await trampoline.attach(service)
            await trampoline.plugin.kill(service)
            let settings = try await trampoline.settings()
            #expect(settings[0]["value"] == "not connected")
            #expect(settings[0]["description"]?.string?.contains("reid serve --scrypted") == true)
        }
    }
}
