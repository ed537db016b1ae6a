import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
    @Test("64 clients with the same newcomer at once get one id and one isNew", .timeLimit(.minutes(3)))
    func oneNewcomer() async throws {
        try await withService { service in
            let picture = try Fixture.picture
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for client in 0..<64 {
                    group.addTask {
                        let body = RequestBody(
                            rows: [.init(box: Fixture.personBox)], picture: picture, camera: "camera \(client)",
                            time: 1_758_250_000_000)
                        // Half of them through either door.
                        return client.isMultiple(of: 2)
                            ? try await service.post("/process", body: body.json)
                            : try await service.post("/v1/frames", bytes: body.frame)
                    }
                }
                var answers: [Answer] = []
                for try await answer in group { answers.append(answer) }
                return answers
            }
            let rows = answers.flatMap(\.rows)
            #expect(rows.count == 64)
            #expect(Set(rows.compactMap { $0["personId"] as? String }).count == 1)
            #expect(rows.count { $0["isNew"] as? Bool == true } == 1)
            #expect(answers.allSatisfy { $0["degraded"] as? Bool == false })
        }
    }

    @Test("a client that hangs up in the middle harms nobody else", .timeLimit(.minutes(1)))
    func hangUp() async throws {
        try await withService { service in
            for _ in 0..<20 {
                try await service.sendAndHangUp(
                    "POST /process HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n{\"detections\":")
            }
            let body = RequestBody(rows: [.init(box: Fixture.personBox)], picture: try Fixture.picture)
            #expect(try await service.post("/process", body: body.json).rows.first?["decision"] as? String == "new")
        }
    }

    @Test("what is in flight at shutdown is answered", .timeLimit(.minutes(1)))
    func shutdown() async throws {
        let inFlight = Mutex<Task<Answer, any Error>?>(nil)
        try await withService { service in
            let body = RequestBody(
                rows: (0..<8).map { .init(box: [Double($0 * 200), 200, 180, 500]) }, picture: try Fixture.picture)
            inFlight.withLock { $0 = Task { try await service.post("/process", body: body.json) } }
            while await service.reIdentifier.picturesInFlight == 0 { await Task.yield() }
            // Returning shuts the service down, and waits until it is.
        }
        let answer = try await #require(inFlight.withLock { $0 }).value
        #expect(answer.status == 200)
        #expect(answer.rows.count == 8)
    }
}
