import Foundation
import Testing

@testable import Recognition

@Suite struct JointPosteriorTests {
    /// IDENTITY step 5 in doubles, with what was measured to be better: e^3 for company, and e^4 for each newcomer beside
    /// another.
    struct Reference {
        struct Candidate {
            var identity: Int
            var weight: Double
            var isInWindow: Bool
            var hasSettledPartner: Bool
        }
        var rows: [[Candidate]]
        var newcomer: Double
        var partners: Set<[Int]>

        func werePartners(_ a: Int, _ b: Int) -> Bool { partners.contains([min(a, b), max(a, b)]) }

        /// For each row the shares of its candidates.
        func shares() -> [[Double]] {
            var sums = rows.map { $0.map { _ in 0.0 } }
            var total = 0.0
            func visit(_ picks: [Int?]) {
                guard picks.count == rows.count else {
                    let next = rows[picks.count]
                    for pick in next.indices { visit(picks + [pick]) }
                    visit(picks + [nil])
                    return
                }
                let identities = picks.enumerated().compactMap { row, pick in pick.map { rows[row][$0].identity } }
                guard Set(identities).count == identities.count else { return }
                var weight = 1.0
                for (row, pick) in picks.enumerated() {
                    guard let pick else {
                        weight *= newcomer
                        continue
                    }
                    let candidate = rows[row][pick]
                    weight *= candidate.weight
                    if candidate.hasSettledPartner
                        || identities.contains(where: { werePartners($0, candidate.identity) })
                    {
                        weight *= exp(3)
                    }
                }
                let new = Double(picks.count { $0 == nil })
                weight *= exp(4 * max(new - 1, 0))
                total += weight
                for (row, pick) in picks.enumerated() { if let pick { sums[row][pick] += weight } }
            }
            visit([])
            return sums.map { $0.map { $0 / total } }
        }
    }

    @Test("integer shares equal the formula in doubles to a millionth, similarities, gaps and crowd included")
    func agreesWithTheFormula() {
        for seed in UInt64(0)..<400 {
            var generator = SplitMix64(seed: seed)
            var policy = MatchPolicy(
                slopeMilli: .random(in: 10_000...24_000, using: &generator),
                offsetMicro: .random(in: 300_000...450_000, using: &generator))
            let (a, b) = (Double(policy.slopeMilli) / 1000, Double(policy.offsetMicro) / 1_000_000)
            policy.maximumAssignments = 100_000
            let weights = MatchWeights(policy)
            let crowd = Int.random(in: 0...12, using: &generator)
            var reference = Reference(rows: [], newcomer: 1 + 0.2 * Double(crowd), partners: [])
            for one in 0..<8 {
                for other in one + 1..<8 where Int.random(in: 0..<4, using: &generator) == 0 {
                    reference.partners.insert([one, other])
                }
            }
            var rows: [[JointPosterior.Candidate]] = []
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let identities = Array(0..<8).shuffled(using: &generator).prefix(Int.random(in: 0...5, using: &generator))
                var row: [JointPosterior.Candidate] = []
                var expected: [Reference.Candidate] = []
                for identity in identities {
                    let cosine = Double.random(in: -0.2...1, using: &generator)
                    // Either side of each border of g.
                    let (gap, g, inWindow) =
                        [
                            (0, 1.0, true), (33_000, 1, true), (33_001, 0.4, true), (60_000, 0.4, true), (60_001, 0.2, false),
                        ].randomElement(using: &generator) ?? (0, 1, true)
                    let partner = Int.random(in: 0..<6, using: &generator) == 0
                    row.append(
                        .init(
                            identity: identity,
                            logWeight: weights.candidate(Similarity(raw: Int32(cosine * 268_435_456)), gapMs: Int64(gap)),
                            isInWindow: inWindow, hasSettledPartner: partner))
                    expected.append(
                        .init(
                            identity: identity, weight: exp(a * (cosine - b)) * g, isInWindow: inWindow,
                            hasSettledPartner: partner))
                }
                rows.append(row)
                reference.rows.append(expected)
            }
            let posterior = JointPosterior(
                rows,
                factors: .init(
                    newcomer: weights.newcomer(identitiesInWindow: crowd), partner: weights.partner,
                    togetherNew: weights.togetherNew),
                limit: policy.maximumAssignments, arePartners: reference.werePartners)
            #expect(!posterior.isBounded)
            let expected = reference.shares()
            for row in rows.indices {
                for pick in rows[row].indices {
                    #expect(abs(posterior.shares[row][pick].value - expected[row][pick]) < 1e-6)
                }
                let seen = rows[row].indices.reduce(0) { $0 + (rows[row][$1].isInWindow ? expected[row][$1] : 0) }
                #expect(abs(posterior.seen[row].value - seen) < 1e-6)
            }
        }
    }

    static func candidate(_ identity: Int, nats: Double, inWindow: Bool = true) -> JointPosterior.Candidate {
        .init(
            identity: identity, logWeight: Int64(nats * 4_294_967_296), isInWindow: inWindow, hasSettledPartner: false)
    }

    static let factors = JointPosterior.Factors(newcomer: 0, partner: 4 << 32, togetherNew: 2 << 32)

    @Test("cut to few assignments, the shares stay close and say that they are bounded")
    func bounded() {
        let rows = (0..<6).map { row in
            (0..<5).map { Self.candidate((row + $0) % 7, nats: $0 == 0 ? 6 : -3) }
        }
        let exact = JointPosterior(rows, factors: Self.factors, limit: 1_000_000) { _, _ in false }
        let cut = JointPosterior(rows, factors: Self.factors, limit: 200) { _, _ in false }
        #expect(!exact.isBounded)
        #expect(cut.isBounded)
        for row in rows.indices { #expect(abs(exact.seen[row].value - cut.seen[row].value) < 0.01) }
    }

    @Test("64 rows of 5 candidates each are judged without a trap")
    func large() {
        let rows = (0..<64).map { row in (0..<5).map { Self.candidate(row + $0, nats: 290) } }
        let posterior = JointPosterior(rows, factors: Self.factors, limit: 4_096) { _, _ in true }
        let named = posterior.distinctCandidates(threshold: Probability(permille: 750)).enumerated()
            .compactMap { row, pick in pick.map { rows[row][$0].identity } }
        #expect(Set(named).count == named.count)
    }

    @Test("two rows that both prefer one person get the two people of the heaviest assignment")
    func conflict() {
        // Both would rather be 0; only the second can hardly be 1.
        let rows = [
            [Self.candidate(0, nats: 8), Self.candidate(1, nats: 7.5)],
            [Self.candidate(0, nats: 8), Self.candidate(1, nats: 7.9)],
        ]
        let posterior = JointPosterior(rows, factors: Self.factors, limit: 4_096) { _, _ in false }
        let picks = posterior.distinctCandidates(threshold: Probability(permille: 750))
        #expect(picks == [0, 1])
    }

    @Test("four rows that can only be three people: three are, one is left over")
    func moreRowsThanPeople() {
        let rows = (0..<4).map { _ in (0..<3).map { Self.candidate($0, nats: 20) } }
        let posterior = JointPosterior(rows, factors: Self.factors, limit: 4_096) { _, _ in false }
        let picks = posterior.distinctCandidates(threshold: Probability(permille: 740))
        #expect(posterior.seen.allSatisfy { abs($0.value - 0.75) < 1e-6 })
        #expect(Set(picks.compactMap(\.self)) == [0, 1, 2])
        #expect(picks.count { $0 == nil } == 1)
    }

    @Test("no rows and rows without candidates are no special case")
    func empty() {
        #expect(JointPosterior([], factors: Self.factors, limit: 4_096) { _, _ in false }.seen.isEmpty)
        let lone = JointPosterior([[], []], factors: Self.factors, limit: 4_096) { _, _ in false }
        #expect(lone.seen == [.zero, .zero])
        #expect(lone.distinctCandidates(threshold: Probability(permille: 750)) == [nil, nil])
    }
}
