/// Who the people of one picture are, judged together: every assignment of rows to identities gets a weight, and a
/// row's probabilities are shares of the sum.
///
/// Rows are added one by one to partial assignments. While there are at most `limit` of them, the sum is exact;
/// beyond, the heaviest go on and `isBounded` says so.
struct JointPosterior: Sendable {
    struct Candidate: Sendable {
        let identity: Int
        /// ln w(i→j), 2^-32 nats.
        let logWeight: Int64
        let isInWindow: Bool
        /// Was seen together with somebody of this picture who is settled already.
        let hasSettledPartner: Bool
        /// Looks enough like the row for company to count.
        var acceptsCompany = true
    }

    /// Logarithms of the factors, 2^-32 nats.
    struct Factors: Sendable {
        var newcomer: Int64
        var partner: Int64
        /// For each new row beside another one.
        var togetherNew: Int64
    }

    /// No more rows than bits in a mask.
    static let maximumRows = 64
    static let maximumCandidates = 32
    /// So many weights of `FixedPoint.unitWeight` still add up inside 64 bits.
    private static let maximumAssignments = 1 << 15

    let rows: [[Candidate]]
    /// For each row, the share of each candidate.
    let shares: [[Probability]]
    /// For each row, the share of all candidates inside the window together.
    let seen: [Probability]
    let isBounded: Bool
    private let assignments: Assignments

    /// - Parameters:
    ///   - rows: at most `maximumRows`, each with at most `maximumCandidates` different identities.
    ///   - arePartners: whether two identities were seen together inside the window.
    init(_ rows: [[Candidate]], factors: Factors, limit: Int, arePartners: (Int, Int) -> Bool) {
        var assignments = Assignments()
        let limit = min(max(limit, 1), Self.maximumAssignments)
        for (row, candidates) in rows.enumerated() {
            let meetings = candidates.map { Self.meetings(of: $0, with: rows[..<row], arePartners: arePartners) }
            assignments.extend(by: candidates, meetings: meetings, factors: factors, limit: limit)
        }
        self.rows = rows
        self.assignments = assignments
        isBounded = assignments.wasCut

        let heaviest = assignments.scores.max() ?? 0
        var total: UInt64 = 0
        var sums = rows.map { [UInt64](repeating: 0, count: $0.count) }
        for (index, score) in assignments.scores.enumerated() {
            let weight = FixedPoint.expNegative(heaviest - score)
            total += weight
            for row in rows.indices {
                let pick = assignments.pick(of: row, in: index)
                if pick < rows[row].count { sums[row][pick] += weight }
            }
        }
        func share(_ sum: UInt64) -> Probability { Probability(raw: total.dividingFullWidth((sum >> 32, sum << 32)).quotient) }
        shares = sums.map { $0.map(share) }
        seen = rows.indices.map { row in
            share(rows[row].indices.reduce(0) { $0 + (rows[row][$1].isInWindow ? sums[row][$1] : 0) })
        }
    }

    /// For the rows that are not new, who inside the window they are, as an index into the row's candidates; never
    /// the same identity twice. Nil for a new row, and for a row to whom the others leave nobody.
    ///
    /// Each row's most probable identity, as long as they differ. When they do not, the heaviest assignment among
    /// those that name somebody inside the window for the most of these rows: no assignment names anybody twice.
    func distinctCandidates(threshold: Probability) -> [Int?] {
        let wanted = rows.indices.map { seen[$0] >= threshold }
        let likeliest = rows.indices.map { wanted[$0] ? likeliestInWindow(row: $0) : nil }
        let identities = zip(rows, likeliest).compactMap { row, pick in pick.map { row[$0].identity } }
        if Set(identities).count == identities.count { return likeliest }

        var best: (index: Int, named: Int, score: Int64)?
        for (index, score) in assignments.scores.enumerated() {
            let named = rows.indices.count { wanted[$0] && isInWindow(row: $0, assignment: index) }
            if let best, (best.named, best.score) >= (named, score) { continue }
            best = (index, named, score)
        }
        guard let best else { return likeliest.map { _ in nil } }
        return rows.indices.map {
            wanted[$0] && isInWindow(row: $0, assignment: best.index) ? assignments.pick(of: $0, in: best.index) : nil
        }
    }

    /// The candidate inside the window with the largest share; of equal ones the first.
    func likeliestInWindow(row: Int, except isExcluded: (Int) -> Bool = { _ in false }) -> Int? {
        rows[row].indices.filter { rows[row][$0].isInWindow && !isExcluded(rows[row][$0].identity) }.min {
            (shares[row][$1].raw, $0) < (shares[row][$0].raw, $1)
        }
    }

    private func isInWindow(row: Int, assignment: Int) -> Bool {
        let pick = assignments.pick(of: row, in: assignment)
        return pick < rows[row].count && rows[row][pick].isInWindow
    }

    /// What the choices of one earlier row mean for a candidate: bit n of a mask is that row's candidate n.
    struct Meeting: Sendable {
        let row: Int
        var clashes: UInt64 = 0
        var partners: UInt64 = 0
        /// Those of the partners who look enough like their own row for company to count.
        var acceptors: UInt64 = 0
    }

    private static func meetings(
        of candidate: Candidate, with earlier: ArraySlice<[Candidate]>, arePartners: (Int, Int) -> Bool
    ) -> [Meeting] {
        var meetings: [Meeting] = []
        for row in earlier.indices {
            var meeting = Meeting(row: row)
            for (index, other) in earlier[row].enumerated() {
                if other.identity == candidate.identity {
                    meeting.clashes |= 1 << UInt64(index)
                } else if arePartners(candidate.identity, other.identity) {
                    meeting.partners |= 1 << UInt64(index)
                    if other.acceptsCompany { meeting.acceptors |= 1 << UInt64(index) }
                }
            }
            if meeting.clashes | meeting.partners != 0 { meetings.append(meeting) }
        }
        return meetings
    }
}
