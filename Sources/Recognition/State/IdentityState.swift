/// Who is known for now, as a pure function of the observation log.
///
/// Everything it does follows from the entries alone: no clock, no randomness, no floating point, and no walk over a
/// `Dictionary` or `Set`. So every instance that folds the same log gives the same answers, and each can be recomputed.
///
/// One picture is judged in this order: tracks and names settle what they can (`+Settlement`), one joint posterior over
/// the remaining rows settles the rest by appearance (`+Appearance`), what could not be compared gets a stand-in
/// (`+StandIn`), and every row is written down and answered (`+Commit`). Before all that, identities that the picture
/// shows to be one are merged (`+Merging`); what people put right is in `+Correction`.
package struct IdentityState: Sendable, Codable {
    package private(set) var model: ModelID
    private var rules: PolicyInForce
    package var policy: MatchPolicy { rules.policy }
    var weights: MatchWeights { rules.weights }
    /// The log's time: that of the last entry.
    private(set) var now = Timestamp(milliseconds: 0)
    /// The year 142,000 and some: no sum of two times beyond any log's can overflow.
    static let latest: Int64 = 1 << 52

    /// `gallery` runs parallel to `identities`; both grow and shrink in `append` and `remove` only.
    var identities = IdentityTable()
    var gallery = Gallery()
    var tracks = RecentTable<Track.Key, Track>(capacity: Track.capacity)
    var standIns = RecentTable<Provisional.Key, Provisional>(capacity: Provisional.capacity)
    /// When a picture taken without colours was last compared.
    var lastGray: Timestamp?
    /// How alike people of one picture are; nil where the policy does not ask.
    var strangers: StrangerPairs?
    /// Ids of the last moments: two entries with the same seed and time must not share one.
    var issued = RecentTable<PersonID, Bool>(capacity: 4_096)
    var answers = RecentTable<AnswerKey, [Decision]>(capacity: Self.rememberedRows)

    struct AnswerKey: Sendable, Hashable, Codable {
        var cameraID: String
        var idempotencyKey: String
    }

    /// Answers remembered for their idempotency keys, counted in rows plus one per picture; beyond, the oldest go.
    static let rememberedRows = 8_192

    package init(model: ModelID, policy: MatchPolicy) {
        self.model = model
        rules = PolicyInForce(policy)
    }

    /// `policy` keeps its old name in what is written down.
    private enum CodingKeys: String, CodingKey {
        case model
        case rules = "policy"
        case now, identities, gallery, tracks, standIns, lastGray, strangers, issued, answers
    }

    /// Folds one entry, and says what it came to.
    package mutating func apply(_ entry: LogEntry) -> Outcome {
        now = max(now, min(entry.logged, Timestamp(milliseconds: Self.latest)))
        forgetExpired()
        switch entry.event {
        case .configured(let model, let policy):
            configure(model, policy)
            return Outcome()
        case .corrected(let correction):
            return correct(correction)
        case .observed(let observation):
            let key = observation.idempotencyKey.map { AnswerKey(cameraID: observation.camera.id, idempotencyKey: $0) }
            // A key that comes back with another number of rows is not a repetition, and every row must be answered.
            if let key, let first = answers[key], first.count == observation.sightings.count { return Outcome(decisions: first) }
            let outcome = judge(observation)
            shrinkToLimit()
            if let key { answers.set(outcome.decisions, for: key, at: now, weight: outcome.decisions.count + 1) }
            return outcome
        }
    }

    /// Live identities.
    package var identityCount: Int { identities.count }

    /// Whether anybody with an identity was seen so recently that seeing them again would not be new.
    /// - Parameter time: on the log's clock.
    package func isAnyoneInWindow(at time: Timestamp) -> Bool {
        identities.indices.contains { time.since(identities[$0].lastLogged) <= policy.trackingWindowMs }
    }

    /// Whether crops with colours should also be embedded without them, because gray pictures are about.
    /// - Parameter time: on the log's clock.
    package func wantsDesaturated(at time: Timestamp) -> Bool {
        lastGray.map { max(now, time).since($0) <= policy.grayMemoryMs } ?? false
    }

    // MARK: Clocks and limits

    func isInWindow(_ index: Int) -> Bool { now.since(identities[index].lastLogged) <= policy.trackingWindowMs }

    /// How far a request's time may be from the log's.
    var eventReachMs: Int64 { min(max(policy.eventClampMs, 0), Self.latest) }

    var retentionMs: Int64 { max(policy.identityRetentionMs, policy.trackingWindowMs) }

    private mutating func forgetExpired() {
        for index in identities.indices.reversed() where now.since(identities[index].lastLogged) > retentionMs { remove(index) }
        tracks.forget(olderThan: policy.trackFreshMs, at: now)
        standIns.forget(olderThan: policy.trackingWindowMs, at: now)
        answers.forget(olderThan: retentionMs, at: now)
        issued.forget(olderThan: 2 * eventReachMs, at: now)
    }

    /// After the picture, so that nobody in it disappears while it is judged.
    private mutating func shrinkToLimit() {
        while identities.count > max(policy.maximumIdentities, 1), let index = identities.leastRecent { remove(index) }
    }

    mutating func remove(_ index: Int) {
        identities.remove(index)
        gallery.removeRow(index)
    }

    private mutating func configure(_ model: ModelID, _ policy: MatchPolicy) {
        if model != self.model {
            gallery.removeAllExemplars()
            strangers = nil
        }
        // Sums over crops and sums over looks have nothing to say to each other.
        if (policy.looks == nil) != (self.policy.looks == nil) { gallery.forgetMeans() }
        self.model = model
        rules = PolicyInForce(policy)
    }
}
