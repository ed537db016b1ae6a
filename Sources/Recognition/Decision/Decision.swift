/// What the identity state says of one sighting, with everything needed to explain it.
package struct Decision: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nobody seen inside the window looks like this.
        case new
        /// Recognised by appearance or name.
        case match
        /// The camera's own track goes on.
        case continued
        /// New, though somebody is a fair candidate (`probableSameAs`).
        case uncertain
        /// Not worth comparing; new once per window.
        case insufficient
        /// We failed; always new.
        case failopen
    }

    package var kind: Kind
    package var personID: PersonID
    package var isNew: Bool
    /// The best candidate's similarity and the second best's.
    package var similarity: Similarity?
    package var runnerUp: Similarity?
    /// P_seen: how probable it is that this is anybody seen inside the window.
    package var probabilitySeen: Probability?
    /// What `probabilitySeen` had to reach.
    package var threshold: Probability
    package var reasons: [Reason]
    package var probableSameAs: PersonID?
    /// The name remembered for the identity.
    package var knownAs: String?
    /// Younger ids that were found to be the same person.
    package var aliases: [PersonID]
    /// Cameras that have seen this identity, first camera first, this one included.
    package var cameras: [Camera]
    /// The identity's first sighting; nil when this is it.
    package var first: FirstSighting?

    package struct FirstSighting: Sendable, Hashable, Codable {
        package var firstSeen: Timestamp
        /// The last sighting before this one.
        package var lastSeen: Timestamp
        package var camera: Camera

        package init(firstSeen: Timestamp, lastSeen: Timestamp, camera: Camera) {
            self.firstSeen = firstSeen
            self.lastSeen = lastSeen
            self.camera = camera
        }
    }

    package init(
        kind: Kind, personID: PersonID, isNew: Bool, similarity: Similarity? = nil, runnerUp: Similarity? = nil,
        probabilitySeen: Probability? = nil, threshold: Probability, reasons: [Reason] = [],
        probableSameAs: PersonID? = nil, knownAs: String? = nil, aliases: [PersonID] = [], cameras: [Camera] = [],
        first: FirstSighting? = nil
    ) {
        self.kind = kind
        self.personID = personID
        self.isNew = isNew
        self.similarity = similarity
        self.runnerUp = runnerUp
        self.probabilitySeen = probabilitySeen
        self.threshold = threshold
        self.reasons = reasons
        self.probableSameAs = probableSameAs
        self.knownAs = knownAs
        self.aliases = aliases
        self.cameras = cameras
        self.first = first
    }
}
