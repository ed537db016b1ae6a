import Foundation
import GRDB
import Recognition
import Testing

@testable import ObservationStore

/// History decided once more.
@Suite struct ReplayTests {
    private func recorded(seed: UInt64, entries: Int) async throws -> TemporaryLog {
        let file = TemporaryLog()
        var limits = LogLimits()
        limits.entriesPerSnapshot = 40
        var (house, process) = (RandomHouse(seed: seed), try await file.start(limits))
        for _ in 0..<entries { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.finish(with: process.state)
        return file
    }

    @Test("from any moment on, every decision comes out as it was given", .timeLimit(.minutes(1)))
    func since() async throws {
        let file = try await recorded(seed: 1, entries: 300)
        let history = try ObservationHistory(file: file.file)
        let all = try await history.entries(limit: .max)
        for entry in all.indices.filter({ $0.isMultiple(of: 13) }).map({ all[$0] }) {
            let report = try await history.replay(since: entry.logged)
            let rows = all.filter { $0.logged >= entry.logged }.reduce(0) { $0 + ($1.decisions?.count ?? 0) }
            #expect(report.rows == rows)
            #expect(report.differingRows == 0 && report.uncertainRows == 0)
        }
        // Only what comes after the snapshot is folded.
        let late = try await history.replay(since: #require(all.last).logged)
        #expect(late.entries < 100)
    }

    @Test("the same policy spelled out changes nothing; a hopeless threshold makes everybody news, a careless one nobody")
    func thresholds() async throws {
        let file = try await recorded(seed: 2, entries: 300)
        let history = try ObservationHistory(file: file.file)
        let own = try await history.replay()
        let same = try await history.replay(changing: { $0 })
        #expect(same.differingRows == 0 && same.rows == own.rows)
        #expect(same.notificationsSaved == 0 && same.notificationsAdded == 0 && same.peopleMissed == 0)

        var change = PolicyChange()
        change.threshold = 1
        let hopeless = try await history.replay { [change] in change.applied(to: $0) }
        #expect(hopeless.notificationsAdded > 10 && hopeless.notificationsSaved < hopeless.notificationsAdded)
        change.threshold = 0
        let careless = try await history.replay { [change] in change.applied(to: $0) }
        #expect(careless.notificationsSaved > 10 && careless.peopleMissed > 0)
    }

    @Test("what a changed decision is counted as")
    func counts() {
        let (ann, bob) = (PersonID("person_1_ann"), PersonID("person_2_bob"))
        // Ann was told of twice and would be once; Bob was told of once and would not be at all.
        var report = Comparison()
        report.add(ann, wasNew: true, wouldBeNew: true)
        report.add(ann, wasNew: true, wouldBeNew: false)
        report.add(bob, wasNew: true, wouldBeNew: false)
        report.add(bob, wasNew: false, wouldBeNew: false)
        #expect(report.saved == 2 && report.added == 0 && report.missed == 1)
        report.add(bob, wasNew: false, wouldBeNew: true)
        #expect(report.saved == 2 && report.added == 1 && report.missed == 0)
    }

    @Test(
        "a decision changed behind the log's back is found, and an entry that cannot be read is left out until the next snapshot")
    func tampered() async throws {
        let file = try await recorded(seed: 3, entries: 200)
        try file.change("DROP TRIGGER decisionsStay; DROP TRIGGER payloadStays")
        try file.change(#"UPDATE entry SET decisions = replace(decisions, '"isNew":true', '"isNew":false') WHERE sequence < 20"#)
        let changed = try await ObservationHistory(file: file.file).replay()
        #expect(changed.differingRows > 0)

        try file.change("UPDATE entry SET payload = '{}' WHERE sequence = 150")
        let unreadable = try await ObservationHistory(file: file.file).replay(since: nil)
        #expect(unreadable.unreadable == 1)
        #expect(unreadable.uncertainRows > 0)
        #expect(unreadable.differingRows == changed.differingRows)
        let process = try await file.start()
        #expect(process.recovery.unreadable == 0)
    }

    @Test("a policy changes where it is asked to, and nowhere else")
    func policyChange() {
        var change = PolicyChange()
        #expect(change.isEmpty && change.applied(to: RandomHouse.policy) == RandomHouse.policy)
        change.slope = 20
        change.offset = 0.3
        (change.windowMs, change.retentionMs) = (5_000, 6_000)
        var policy = change.applied(to: RandomHouse.policy)
        #expect(policy.slopeMilli == 20_000 && policy.offsetMicro == 300_000)
        #expect(policy.trackingWindowMs == 5_000 && policy.identityRetentionMs == 6_000)
        change.threshold = 0.6
        policy = change.applied(to: RandomHouse.policy)
        #expect(policy.offsetMicro == MatchPolicy(threshold: 0.6, slope: 20).offsetMicro)
    }
}
