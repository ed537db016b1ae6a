import Recognition

/// The story of one person, or of one picture, out of the log: who was seen where and when, and why it was decided so.
package struct Explanation: Sendable, Encodable {
    /// What is asked about.
    package enum Subject: Sendable, Hashable {
        case person(PersonID)
        /// The picture with this number in the log.
        case picture(UInt64)

        /// A number is a picture's, anything else a person's id.
        package init(_ text: String) {
            self = UInt64(text).map { .picture($0) } ?? .person(PersonID(text))
        }
    }

    /// One row of one picture.
    package struct Sighting: Sendable, Encodable {
        package var sequence: UInt64
        /// Milliseconds since 1970, as the camera says.
        package var timestamp: Int64
        package var camera: String
        package var personId: String
        package var name: String?
        package var isNew: Bool
        package var decision: String
        package var similarity: Double?
        package var runnerUp: Double?
        package var probabilitySeen: Double?
        package var threshold: Double
        package var probableSameAs: String?
        package var reasons: [String]
        /// The decision, its numbers and every reason, in words.
        package var sentences: [String]
    }

    /// Oldest first.
    package var sightings: [Sighting]
    /// All ids of the person; of a picture, those of everybody in it.
    package var ids: [String]

    /// - Parameters:
    ///   - entries: of the log, oldest first; what does not belong to the subject is passed over.
    ///   - aliases: ids that are known to be the same person's, besides those that the entries tell of.
    package init(of subject: Subject, in entries: [RecordedEntry], knownAs aliases: [PersonID] = []) {
        let wanted: [PersonID] =
            switch subject {
            case .person(let id): Self.ids(of: [id] + aliases.filter { $0 != id }, in: entries)
            case .picture: []
            }
        sightings = []
        ids = wanted.map(\.description)
        for entry in entries {
            if case .picture(let sequence) = subject, sequence != entry.entry.sequence { continue }
            guard let observation = entry.observation else { continue }
            for decision in entry.decisions {
                if case .person = subject, !wanted.contains(decision.personID) { continue }
                let sighting = Sighting(decision, of: observation, sequence: entry.entry.sequence)
                sightings.append(sighting)
                if !ids.contains(sighting.personId) { ids.append(sighting.personId) }
            }
        }
    }

    /// A person's ids and every other that the answers say is the same person's.
    package static func ids(of known: [PersonID], in entries: [RecordedEntry]) -> [PersonID] {
        var ids = known
        for decision in entries.lazy.flatMap(\.decisions) where !decision.aliases.isEmpty {
            let same = [decision.personID] + decision.aliases
            if same.contains(where: ids.contains) { ids += same.filter { !ids.contains($0) } }
        }
        return ids
    }
}

extension Explanation.Sighting {
    init(_ decision: Decision, of observation: FrameObservation, sequence: UInt64) {
        self.sequence = sequence
        timestamp = observation.eventTime.milliseconds
        camera = observation.camera.name
        personId = decision.personID.description
        name = decision.knownAs
        isNew = decision.isNew
        self.decision = decision.kind.rawValue
        similarity = decision.similarity?.value
        runnerUp = decision.runnerUp?.value
        probabilitySeen = decision.probabilitySeen?.value
        threshold = decision.threshold.value
        probableSameAs = decision.probableSameAs?.description
        reasons = decision.reasons.map(\.rawValue)
        sentences = [decision.sentence] + (decision.numbers.map { ["Compared: \($0)."] } ?? []) + decision.reasons.map(\.sentence)
    }
}
