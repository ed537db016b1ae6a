import Recognition

/// Who was told of, and who would have been.
struct Comparison: Sendable {
    /// Answers that were new and would not have been, and the other way round.
    private(set) var saved = 0
    private(set) var added = 0
    private var told: Set<PersonID> = []
    private var wouldBeTold: Set<PersonID> = []

    /// People who were told of, and of whom nobody would have been told.
    var missed: Int { told.subtracting(wouldBeTold).count }

    /// - Parameter person: as it was answered; under another policy the same person has another id.
    mutating func add(_ person: PersonID, wasNew: Bool, wouldBeNew: Bool) {
        if wasNew { told.insert(person) }
        if wouldBeNew { wouldBeTold.insert(person) }
        if wasNew, !wouldBeNew { saved += 1 }
        if !wasNew, wouldBeNew { added += 1 }
    }
}
