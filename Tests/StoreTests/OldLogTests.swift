import Foundation
import Recognition
import Testing

@testable import ObservationStore

/// What the program of 2026-11-22 (commit 977823d) wrote goes on meaning what it meant: rules that came later are off.
///
/// The fixtures were written by that program's own engine from a drawn house: two logs of 81 entries, one judged by camera
/// means and one by a plain threshold, with every decision; and the state after the first 41 entries of the first log.
@Suite struct OldLogTests {
    private struct Line: Decodable {
        var entry: LogEntry
        var decisions: [Decision]
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    private static let snapshotSequence: UInt64 = 41

    /// Both logs, each from its first entry on.
    private static func logs() throws -> [[Line]] {
        let text = try String(contentsOf: folder.appendingPathComponent("log-of-977823d.jsonl"), encoding: .utf8)
        let lines = try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        return lines.reduce(into: [[Line]]()) { logs, line in
            if line.entry.sequence == 1 { logs.append([]) }
            logs[logs.count - 1].append(line)
        }
    }

    @Test("an old log decides bit for bit as it did")
    func decisions() throws {
        let logs = try Self.logs()
        #expect(logs.count == 2)
        for log in logs {
            guard case .configured(let model, let policy) = log[0].entry.event else { throw Wrong() }
            #expect(policy.sameCameraMicro == nil && policy.strangers == nil && policy.verification == nil)
            var state = IdentityState(model: model, policy: policy)
            var rows = 0
            for line in log {
                let decisions = state.apply(line.entry).decisions
                #expect(decisions == line.decisions, "entry \(line.entry.sequence)")
                rows += decisions.count
            }
            #expect(rows > 100)
        }
    }

    @Test("an old snapshot is read, and goes on as the old program would have")
    func snapshot() throws {
        let text = try String(contentsOf: Self.folder.appendingPathComponent("snapshot-of-977823d.json"), encoding: .utf8)
        var state: IdentityState = try LogCoding.value(text)
        #expect(state.identityCount > 0 && state.policy.looks == nil)
        for line in try Self.logs()[0] where line.entry.sequence > Self.snapshotSequence {
            #expect(state.apply(line.entry).decisions == line.decisions, "entry \(line.entry.sequence)")
        }
    }

    @Test("today's rules decide otherwise: the old decisions do not come from them")
    func today() throws {
        let log = try Self.logs()[0]
        guard case .configured(let model, let old) = log[0].entry.event else { throw Wrong() }
        var policy = MatchPolicy(slopeMilli: old.slopeMilli, offsetMicro: old.offsetMicro)
        policy.usesCameraMeans = true
        var state = IdentityState(model: model, policy: policy)
        let differing = log.dropFirst().count { line in
            if case .configured = line.entry.event { return false }
            return state.apply(line.entry).decisions != line.decisions
        }
        #expect(differing > 10)
    }

    @Test("a log file of the old program goes on under today's policy after a restart, from its snapshot")
    func restart() async throws {
        let file = TemporaryLog()
        let log = try Self.logs()[0]
        guard case .configured(let model, let old) = log[0].entry.event else { throw Wrong() }
        #expect(model == RandomHouse.model)
        var process = try await file.start(policy: old)
        for line in log.dropFirst() where line.entry.sequence <= Self.snapshotSequence {
            try await process.tell(line.entry.event, at: line.entry.logged.milliseconds)
        }
        await process.log.finish(with: process.state)
        let people = process.state.identityCount
        process = try await file.restart(process, policy: RandomHouse.policy)
        #expect(process.recovery.refusedSnapshots == 0 && process.recovery.snapshot != nil)
        #expect(process.state.identityCount == people)
        #expect(process.state.policy == RandomHouse.policy)
    }

    private struct Wrong: Error {}
}
