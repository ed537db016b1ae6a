import Foundation
import Synchronization
import TestSupport
import Testing

/// The service dies at any moment, and nothing that it said is forgotten.
@Suite struct KillTests {
    /// What was answered, by question.
    private final class Ledger: Sendable {
        private let answers = Mutex<[Question: [Question.Row]]>([:])

        func note(_ question: Question, _ rows: [Question.Row]) -> Int {
            answers.withLock { answers in
                answers[question] = rows
                return answers.count
            }
        }

        var all: [Question: [Question.Row]] { answers.withLock { $0 } }
    }

    @Test("killed at 50 random moments, the same ids go on and every answer stands", .timeLimit(.minutes(8)))
    func killed() async throws {
        let service = RestartingService()
        let ledger = Ledger()
        var idOfName: [String: String] = [:]
        var deaths = 0
        while deaths < 50 {
            let life = try await service.start()
            // A sample of the older answers, and the newest ones, which died with the last life if they died at all.
            let known = ledger.all
            let newest = known.keys.filter { $0.key.hasPrefix("\(deaths - 1).") }
            for question in newest + known.keys.shuffled().prefix(5) {
                let again = try await question.ask(port: life.port)
                #expect(again == known[question], "after \(deaths) deaths: \(question)")
            }

            let enough = known.count + Int.random(in: 1...80)
            let processID = life.program.processID
            await withTaskGroup(of: Void.self) { senders in
                for sender in 0..<4 {
                    senders.addTask { [deaths] in
                        for number in 0... {
                            let names = [0, 1].map { "name \(($0 + sender * 3 + number) % 7)" }
                            let question = Question(key: "\(deaths).\(sender).\(number)", names: names)
                            guard let rows = try? await question.ask(port: life.port) else { return }
                            // In the middle of what the other three have asked.
                            if ledger.note(question, rows) == enough { kill(processID, SIGKILL) }
                        }
                    }
                }
            }
            _ = try await life.program.end()
            deaths += 1
        }

        for (question, rows) in ledger.all {
            for (name, row) in zip(question.names, rows) {
                #expect(row.personID == idOfName[name, default: row.personID])
                idOfName[name] = row.personID
            }
        }
        #expect(idOfName.count == 7)
        // Each was news once: every other `isNew` would be a visitor forgotten. The answer itself may have died.
        #expect(ledger.all.values.joined().count { $0.isNew } <= 7)

        let replay = try await service.run(["replay"])
        #expect(replay.code == 0, "\(replay.output)\(replay.errors)")
        #expect(replay.output.contains("bit for bit"))
    }
}
