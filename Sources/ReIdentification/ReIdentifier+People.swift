import Recognition

/// The people known now, and what somebody puts right about them.
extension ReIdentifier {
    /// Neither a look at the people nor a correction has a time of its own: a log on the requests' clock takes that of its
    /// last entry, any other its clock's.
    private static let noTime = Timestamp(milliseconds: 0)

    /// Everybody known, the one seen last first.
    package var people: [KnownPerson] { state.people(at: log.time(for: Self.noTime)) }

    /// - Parameter id: an identity's own id, or an alias of it.
    package func person(_ id: PersonID) -> KnownPerson? {
        state.person(id, at: log.time(for: Self.noTime))
    }

    /// Puts a correction into the log, and waits until it has come back in its place among all other entries.
    /// - Returns: what became of it; nil when the log takes no entries.
    package func correct(_ correction: Correction) async -> CorrectionOutcome? {
        corrections.willWrite()
        let sequence: UInt64
        do {
            sequence = try await log.append(.corrected(correction), eventTime: Self.noTime)
        } catch {
            corrections.writingFailed()
            logger.error("the log takes no entries; the correction is lost", metadata: ["error": "\(error)"])
            return nil
        }
        if let outcome = corrections.written(sequence) { return outcome }
        guard !hasEnded else { return nil }
        return await withCheckedContinuation { corrections.wait(for: sequence, $0) }
    }

    /// What is folded, for whoever waits and for the service's own log.
    func report(_ outcome: CorrectionOutcome, of correction: Correction, at sequence: UInt64) {
        logger.notice("correction", metadata: ["what": "\(correction.verb)", "outcome": "\(outcome.summary)"])
        corrections.arrive(outcome, at: sequence)
    }

    func report(_ merges: [Outcome.Merge]) {
        for merge in merges {
            logger.notice(
                "two ids are one person", metadata: ["person": "\(merge.canonical)", "alias": "\(merge.alias)"])
        }
    }
}

extension Correction {
    /// Without ids and names: of whom is forgotten the log shall say nothing.
    fileprivate var verb: String {
        switch self {
        case .merged: "merge"
        case .split: "split"
        case .labelled: "label"
        case .forgotten: "forget"
        }
    }
}

extension CorrectionOutcome {
    fileprivate var summary: String {
        switch self {
        case .done: "done"
        case .refused(let refusal): refusal.rawValue
        case .unknown: "unknown person"
        }
    }
}
