import ScryptedRPC
import TestSupport
import Testing

/// What the trampoline does with its HTTP address, against the real service.
@Suite(.timeLimit(.minutes(5))) struct FallbackTests {
    private static func request(_ camera: String, at seconds: Int64) throws -> String {
        RequestBody(
            rows: [.init(box: Fixture.personBox)], picture: try Fixture.picture, camera: camera,
            time: 1_758_250_000_000 + seconds * 1_000
        ).converterJSON
    }

    @Test("with an address and nothing attached, the service's answer is the answer")
    func asked() async throws {
        try await withService { service in
            try await withTrampoline(storage: ["url": "http://127.0.0.1:\(service.port)/process"]) { trampoline in
                let first = try await trampoline.convert(try Self.request("Porch", at: 0))
                #expect(first["processed"] == true && first["degraded"] == false)
                #expect(first["persons"]?[0]?["decision"] == "new")
                let bytes = Array(try Self.request("Drive", at: 4).utf8)
                let second = try await trampoline.convert(.bytes(bytes))
                #expect(second["persons"]?[0]?["decision"] == "match" && second["isNew"] == false)
                #expect(second["personIds"] == first["personIds"])
                #expect(second["persons"]?[0]?["matchedCameras"] == ["Porch", "Drive"])
            }
        }
    }

    @Test(
        "a token in the address is presented, and without the right one the answer is fail-open", arguments: ["right", "wrong"])
    func token(presented: String) async throws {
        var setup = ServiceSetup()
        setup.token = "right"
        try await withService(setup) { service in
            let url = "http://127.0.0.1:\(service.port)/process?token=\(presented)"
            try await withTrampoline(storage: ["url": url]) { trampoline in
                let answer = try await trampoline.convert(try Self.request("Porch", at: 0))
                #expect(answer["persons"]?[0]?["decision"] == (presented == "right" ? "new" : "failopen"))
                #expect(answer["isNew"] == true)
            }
        }
    }

    @Test(
        "an address where nobody answers as the service does leaves the answer fail-open",
        arguments: [
            "http://127.0.0.1:1/process", "http://127.0.0.1:PORT/health", "http://127.0.0.1:PORT/nowhere", "not a URL",
            "ftp://host/",
        ])
    func useless(address: String) async throws {
        try await withService { service in
            let url = address.replacing("PORT", with: "\(service.port)")
            try await withTrampoline(storage: ["url": url]) { trampoline in
                let answer = try await trampoline.convert(try Self.request("Porch", at: 0))
                let person = answer["persons"]?[0]
                #expect(person?["decision"] == "failopen" && person?["isNew"] == true && person?["reason"] == ["service-failed"])
            }
        }
    }

    @Test(
        "garbage that the service refuses is answered as garbage",
        arguments: ["", "no JSON", "{}", #"{"detections":[{"className":5}]}"#])
    func garbage(data: String) async throws {
        try await withService { service in
            try await withTrampoline(storage: ["url": "http://127.0.0.1:\(service.port)/process"]) { trampoline in
                let answer = try await trampoline.convert(data)
                #expect(answer["processed"] == false && answer["isNew"] == false && answer["personId"] == .null)
            }
        }
    }

    @Test("an attached object comes before the address, which is asked as soon as the object is gone")
    func order() async throws {
        try await withService { service in
            try await withTrampoline(storage: ["url": "http://127.0.0.1:\(service.port)/process"]) { trampoline in
                let attached = ServiceObject(saying: "attached")
                try await trampoline.attach(attached)
                let before = try await trampoline.convert(try Self.request("Porch", at: 0))
                #expect(before["message"] == "attached")
                // The call that finds out is answered by the address, too.
                await trampoline.plugin.kill(attached)
                let after = try await trampoline.convert(try Self.request("Porch", at: 0))
                #expect(after["persons"]?[0]?["decision"] == "new")
            }
        }
    }

    @Test("a call that the object may have heard is not put to the address: the same service would call its visitor known")
    func neverTwice() async throws {
        try await withService { service in
            try await withTrampoline(storage: ["url": "http://127.0.0.1:\(service.port)/process"]) { trampoline in
                let silent = ServiceObject.silent()
                try await trampoline.attach(silent)
                async let answer = trampoline.convert(try Self.request("Porch", at: 0))
                try await silent.calls.wait(for: 1)
                await trampoline.plugin.kill(silent)
                let person = try await answer["persons"]?[0]
                #expect(person?["reason"] == ["interrupted"] && person?["isNew"] == true)
                let next = try await trampoline.convert(try Self.request("Porch", at: 4))
                #expect(next["persons"]?[0]?["decision"] == "new")
            }
        }
    }

    @Test("a request that is with the address stays there when somebody attaches")
    func attachedMeanwhile() async throws {
        try await withSilentAddress { url, connections in
            try await withTrampoline(storage: ["url": url], usesManualClock: true) { trampoline in
                async let answer = trampoline.convert(#"{"detections":[{"className":"person"}]}"#)
                try await connections.wait(for: 1)
                let service = ServiceObject(saying: "attached")
                try await trampoline.attach(service)
                try await trampoline.detach()
                #expect(service.calls.elements.isEmpty)
                await trampoline.plugin.advance(milliseconds: 5_000)
                let reason = try await answer["persons"]?[0]?["reason"]
                #expect(reason == ["timeout"])
            }
        }
    }
}
