/// What folding one entry came to.
package struct Outcome: Sendable, Hashable {
    /// One per sighting, in their order; none unless a picture was observed.
    package var decisions: [Decision] = []
    /// Identities that the picture showed to be one person.
    package var merges: [Merge] = []
    /// What became of a correction; nil for any other entry.
    package var correction: CorrectionOutcome?
    /// Every id of whom is to be forgotten, for the log to erase: their own, their aliases, and the one that was named.
    package var erased: [PersonID] = []

    /// Two identities became one: the younger one's id is an alias from now on.
    package struct Merge: Sendable, Hashable {
        package var canonical: PersonID
        package var alias: PersonID

        package init(canonical: PersonID, alias: PersonID) {
            self.canonical = canonical
            self.alias = alias
        }
    }

    package init(
        decisions: [Decision] = [], merges: [Merge] = [], correction: CorrectionOutcome? = nil, erased: [PersonID] = []
    ) {
        self.decisions = decisions
        self.merges = merges
        self.correction = correction
        self.erased = erased
    }
}
