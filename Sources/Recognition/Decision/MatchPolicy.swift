/// Every number the identity state decides by. Whole numbers only; the starting values are the documented ones.
package struct MatchPolicy: Sendable, Hashable, Codable {
    /// Weight of a candidate: exp(a·(s − b)). `a` in thousandths, `b` (a cosine) in millionths.
    package var slopeMilli: Int64
    package var offsetMicro: Int64
    /// Cosines are compared after subtracting the cameras' means, as soon as those are learned; until then by the raw pair.
    package var usesCameraMeans = false
    package var rawSlopeMilli: Int64 = 22_000
    package var rawOffsetMicro: Int64 = 380_000
    /// Crops of a camera from which on its mean is used, and how many the mean of all cameras weighs in it.
    package var meanCrops = 5
    package var meanShrink = 20
    /// A crop with less colour is gray.
    package var grayChromaTenths: Int32 = 30
    /// One with so little was taken without colours: cameras at night give none at all, while of 4,387 crops by day 35 were
    /// below `grayChromaTenths` (gray clothes before gray ground) and none below this.
    package var colourlessChromaTenths: Int32 = 10
    /// For so long after a picture taken without colours, crops are also looked at without theirs, at twice the cost.
    package var grayMemoryMs: Int64 = 3_600_000
    /// `isNew` is true when nobody with this identity was seen for so long.
    package var trackingWindowMs: Int64 = 60_000
    /// How long an identity and its id outlive their last sighting. Never shorter than the window.
    package var identityRetentionMs: Int64 = 600_000
    /// P_seen below this is new.
    package var seenThreshold = Probability(permille: 750)
    /// P_seen above this names the likeliest candidate of a new person.
    package var probableThreshold = Probability(permille: 300)
    /// At most so many identities live; beyond, the least recently seen goes.
    package var maximumIdentities = 1_000
    package var maximumExemplars = 8
    /// An embedding that resembles an exemplar by more says nothing that is not known.
    package var copyPermille = 980
    /// A track is fresh for so long, and verified by appearance as often.
    package var trackFreshMs: Int64 = 10_000
    package var trackVerifyMs: Int64 = 10_000
    /// The first pictures of a track are looked at all the same, so that a person is known by more than one.
    package var trackLooks = 2
    /// Request times are clamped to this distance from the log's.
    package var eventClampMs: Int64 = 10_000
    /// Hard limits below which (or above which, for overlap) nothing is compared.
    package var minimumHeight: Int32 = 64
    package var minimumWidth: Int32 = 24
    package var maximumOverlapPermille: Int32 = 700
    /// Below this sharpness a crop is compared but not kept.
    package var minimumSharpness: Int32 = 20
    /// Likewise below this score, above this overlap, and outside these heights per width (in thousandths).
    package var minimumScorePermille: Int32 = 500
    package var keptOverlapPermille: Int32 = 300
    package var usualShapePermille: ClosedRange<Int64> = 1_200...5_000
    /// How the similarities to an identity's exemplars become one.
    package var pooling = Pooling.mean
    /// A candidate's weight: whole when seen within `recentMs`, then this share up to the window, then that up to the retention.
    package var recentMs: Int64 = 33_000
    package var windowSharePermille: Int64 = 400
    package var retentionSharePermille: Int64 = 200
    /// A newcomer's weight is 1 plus so many thousandths per identity in the window.
    package var crowdPermille: Int64 = 200
    /// Factors, in thousandths of a nat: for each row whose identity was seen together with that of another row, and for
    /// each new row beside another new one. The second once per row and not per pair, so that groups of three are judged
    /// as those of two are.
    package var partnerMilliNats: Int64 = 3_000
    package var togetherNewMilliNats: Int64 = 4_000
    /// An identity older than the window is returned to when its share is above this.
    package var returnThreshold = Probability(permille: 500)
    package var candidatesPerRow = 5
    package var maximumAssignments = 4_096
    /// A track that goes on overlaps its last box by so much, or has moved by less than one box height.
    package var trackOverlapPermille: Int64 = 100

    // MARK: Rules that came later
    //
    // Every one of them is optional, and nil means off: an entry that was written before a rule existed does not name it,
    // and has to decide as it did then.

    /// An exemplar taken by the query's own camera counts so much less (a cosine, in millionths): different people before
    /// one camera share its ground and its light.
    package var sameCameraMicro: Int64? = Self.usualSameCameraMicro
    /// Company counts only for a candidate whose own similarity is at most this far below `offsetMicro` (millionths).
    package var companyReachMicro: Int64? = 100_000
    /// Among identities from before the window a newcomer's weight is 1 plus so many thousandths for each of them.
    package var pastCrowdPermille: Int64? = 100
    /// Camera means are learned from different looks instead of from every crop.
    package var looks: LookPolicy? = LookPolicy()
    /// Similarities that different people have; nobody is recognized below them.
    package var strangers: StrangerPolicy? = StrangerPolicy()
    /// Which looks at a followed person can be left out.
    package var verification: VerificationPolicy? = VerificationPolicy()
    /// A name counts as recognized from this score on (thousandths). Below, and without a score, it was only carried along.
    package var nameScorePermille: Int32? = 500

    package static let usualSameCameraMicro: Int64 = 80_000

    package enum Pooling: String, Sendable, Hashable, Codable {
        /// The direction between all exemplars: what they have in common weighs more than what each has of its own.
        case centroid
        /// The best exemplar speaks for the identity.
        case maximum
        /// All speak alike: one freak resemblance among eight counts an eighth. Measured with person-reid-retail-0277 on
        /// simulated days (raw cosine, a = 22): best cost 11.1 per 100 episodes, against 13.2 for the maximum.
        case mean
    }

    package init(slopeMilli: Int64, offsetMicro: Int64) {
        self.slopeMilli = slopeMilli
        self.offsetMicro = offsetMicro
    }

    /// The policy of a plain threshold T: a lone candidate seen just now matches exactly at cosine T, b = T − ln 3.6 / a,
    /// on whichever camera, from the first picture on.
    package init(threshold: Double, slope: Double = 22) {
        self.init(
            slopeMilli: Int64((slope * 1000).rounded()),
            // Rounded down: at T itself the answer must be a match, so b errs on the side of less than a millionth too low.
            offsetMicro: Int64(((threshold - 1.280_933_845_462_064 / slope) * 1_000_000).rounded(.down)))
        sameCameraMicro = nil
        strangers?.strictMicro = nil
    }

    /// The raw cosine at which a lone candidate seen just now is taken for the same person, in millionths: b + ln 3.6 / a.
    package var rawThresholdMicro: Int64 {
        let (slope, offset) = usesCameraMeans ? (rawSlopeMilli, rawOffsetMicro) : (slopeMilli, offsetMicro)
        return offset + 1_280_933_845 / max(slope, 1)
    }
}
