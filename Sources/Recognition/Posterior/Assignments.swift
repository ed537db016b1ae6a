/// Weighed assignments of the rows so far to candidates; a pick beyond a row's last candidate means "new".
struct Assignments: Sendable {
    /// ln of each assignment's weight, 2^-32 nats.
    private(set) var scores: [Int64] = [0]
    /// Some were left out, because there were too many.
    private(set) var wasCut = false
    /// Bit n: row n has its partner factor already.
    private var partnered: [UInt64] = [0]
    private var hasNewcomer = [false]
    /// `rowCount` picks per assignment.
    private var picks: [UInt8] = []
    private var rowCount = 0

    func pick(of row: Int, in assignment: Int) -> Int { Int(picks[assignment * rowCount + row]) }

    private struct Extension {
        var score: Int64
        var partnered: UInt64
        var hasNewcomer: Bool
        var parent: Int
        var pick: Int
    }

    /// Gives every assignment one more row, in each way that names nobody twice.
    mutating func extend(
        by candidates: [JointPosterior.Candidate], meetings: [[JointPosterior.Meeting]], factors: JointPosterior.Factors,
        limit: Int
    ) {
        var extensions: [Extension] = []
        extensions.reserveCapacity(scores.count * (candidates.count + 1))
        for parent in scores.indices {
            for (pick, candidate) in candidates.enumerated() {
                if let named = naming(candidate, pick: pick, meetings: meetings[pick], after: parent, factors: factors) {
                    extensions.append(named)
                }
            }
            extensions.append(
                Extension(
                    score: scores[parent] + factors.newcomer + (hasNewcomer[parent] ? factors.togetherNew : 0),
                    partnered: partnered[parent], hasNewcomer: true, parent: parent, pick: candidates.count))
        }
        if extensions.count > limit {
            wasCut = true
            extensions.sort { ($1.score, $0.parent, $0.pick) < ($0.score, $1.parent, $1.pick) }
            extensions.removeLast(extensions.count - limit)
        }
        adopt(extensions)
    }

    private func naming(
        _ candidate: JointPosterior.Candidate, pick: Int, meetings: [JointPosterior.Meeting], after parent: Int,
        factors: JointPosterior.Factors
    ) -> Extension? {
        var score = scores[parent] + candidate.logWeight
        var partnered = partnered[parent]
        var isPartnered = candidate.hasSettledPartner
        for meeting in meetings {
            let other = UInt64(self.pick(of: meeting.row, in: parent))
            if meeting.clashes >> other & 1 == 1 { return nil }
            guard meeting.partners >> other & 1 == 1 else { continue }
            isPartnered = true
            if meeting.acceptors >> other & 1 == 1, partnered >> UInt64(meeting.row) & 1 == 0 {
                partnered |= 1 << UInt64(meeting.row)
                score += factors.partner
            }
        }
        if isPartnered, candidate.acceptsCompany {
            partnered |= 1 << UInt64(rowCount)
            score += factors.partner
        }
        return Extension(score: score, partnered: partnered, hasNewcomer: hasNewcomer[parent], parent: parent, pick: pick)
    }

    private mutating func adopt(_ extensions: [Extension]) {
        var picks: [UInt8] = []
        picks.reserveCapacity(extensions.count * (rowCount + 1))
        for one in extensions {
            picks.append(contentsOf: self.picks[one.parent * rowCount..<(one.parent + 1) * rowCount])
            picks.append(UInt8(one.pick))
        }
        self.picks = picks
        scores = extensions.map(\.score)
        partnered = extensions.map(\.partnered)
        hasNewcomer = extensions.map(\.hasNewcomer)
        rowCount += 1
    }
}
