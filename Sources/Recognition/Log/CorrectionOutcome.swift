/// What became of a correction.
package enum CorrectionOutcome: Sendable, Hashable {
    /// It is so now. The id is the identity's own, whichever alias the correction named.
    case done(PersonID)
    /// Nothing was changed.
    case refused(Refusal)
    /// Nobody who is known now goes by this id; nothing was changed.
    case unknown(PersonID)

    package enum Refusal: String, Sendable, Hashable, CaseIterable {
        /// The two bear different names.
        case differentNames = "different-names"
        /// The two were seen in one picture.
        case seenTogether = "seen-together"
        /// Somebody else bears the name.
        case nameTaken = "name-taken"
    }
}
