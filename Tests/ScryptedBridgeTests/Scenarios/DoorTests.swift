import Foundation
import ScryptedBridge
import ScryptedRPC
import TestSupport
import Testing

/// The way of a user, with the built program, against a server over TLS.
@Suite("From login to detach", .timeLimit(.minutes(5)))
struct DoorTests {
    @Test("Login, deploy, attach, convert a real picture, settings, detach, attach again")
    func wholeStory() async throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: home) }
        let environment = ["REID_HOME": home.path, "REID_PORT": "0"]
        let picture = try DemoPicture("01-drive")
        let request = RequestBody(
            rows: picture.rows.map { .init(box: $0.box, id: $0.id) }, picture: picture.jpeg, camera: "Drive"
        ).converterJSON

        try await withScryptedServer { server in
            let wrong = try await Program.run(["login", server.address], environment: environment, input: "admin\nwrong\n")
            #expect(wrong.code != 0 && !wrong.errors.isEmpty)
            let login = try await Program.run(
                ["login", server.address], environment: environment, input: "\(server.setup.user)\n\(server.setup.password)\n")
            #expect(login.code == 0, "\(login.errors)")
            server.failDeployments("Error: ENOSPC: no space left on device, write")
            let full = try await Program.run(["deploy", server.address], environment: environment)
            #expect(full.code != 0 && full.errors.contains("no space left on device"))
            server.failDeployments(nil)
            for _ in 1...2 {
                let deploy = try await Program.run(["deploy", server.address], environment: environment)
                #expect(deploy.code == 0, "\(deploy.errors)")
            }

            // Nobody is attached: everybody is new, and the page says why.
            try await expectFailOpen(server, request)

            for round in 1...2 {
                let program = try Program(["serve", "--scrypted", server.address], environment: environment)
                try await server.host.events.wait { $0.count { $0 == .attached } >= round }
                let answer = try await server.convert(request)
                #expect(answer["degraded"] == false)
                #expect(answer["persons"]?[0]?["personId"]?.string?.hasPrefix("person_") == true)
                // The second time they are known still: the log outlives the program.
                #expect(answer["persons"]?[0]?["decision"] == .string(round == 1 ? "new" : "continued"))

                try await expect(server, "status", is: "connected")
                try await server.putSetting("window", 90)
                try await expect(server, "window", is: 90)

                program.terminate()
                let end = try await program.end()
                #expect(end.code == 0, "\(end.errors)")
                for secret in [server.setup.token, server.setup.password] {
                    #expect(!end.output.contains(secret) && !end.errors.contains(secret))
                }
                #expect(server.host.events.elements.count { $0 == .detached } == round)
                try await expectFailOpen(server, request)
            }
        }
    }

    private func expect(_ server: FakeScryptedServer, _ key: String, is value: JSONValue) async throws {
        let rows = try await server.settings()
        #expect(rows.first { $0["key"]?.string == key }?["value"] == value)
    }

    private func expectFailOpen(_ server: FakeScryptedServer, _ request: String) async throws {
        let answer = try await server.convert(request)
        #expect(answer["degraded"] == true)
        #expect(answer["processed"] == true)
        let person = try #require(answer["persons"]?[0])
        #expect(person["isNew"] == true && person["decision"] == "failopen" && person["reason"] == ["not-attached"])
        try await expect(server, "status", is: "not connected")
    }
}
