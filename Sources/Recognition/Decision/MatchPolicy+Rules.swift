extension MatchPolicy {
    /// How a camera's mean is learned from looks: one person's many pictures are one look, and weigh as much as one.
    package struct LookPolicy: Sendable, Hashable, Codable {
        /// A crop belongs to the look that it resembles at least so much (a raw cosine, in millionths).
        package var joinMicro: Int64 = 600_000
        /// A look is the running average of its last so many crops.
        package var samples: Int64 = 8
        /// Looks kept of a camera; when full, the one fed longest ago is dropped.
        package var maximum = 256
        /// A mean is used from so many looks on.
        package var minimum = 5
        /// So many looks the mean of all cameras weighs in that of one.
        package var shrink: Int64 = 8

        package init() {}
    }

    /// How alike different people are: the medians below which nobody is recognized, and what a house must show at first.
    package struct StrangerPolicy: Sendable, Hashable, Codable {
        /// Medians of different people, in millionths of a cosine: as they are, without camera means, and without colors.
        /// Nil where it was not measured.
        package var rawMicro: Int64?
        package var centeredMicro: Int64?
        package var grayMicro: Int64?
        /// While no camera mean is known, nobody is recognized below this raw cosine (millionths). Nil: no such rule.
        package var strictMicro: Int64? = 850_000
        /// From so many pairs of people in one picture on, what they show replaces the numbers above. Nil: they stay.
        package var learnedPairs: Int64?

        package init() {}
    }

    /// When a followed person is looked at again.
    package struct VerificationPolicy: Sendable, Hashable, Codable {
        /// The second look is left out when appearance recognized the person with this P_seen (thousandths) by at least
        /// `sureExemplars` exemplars.
        package var surePermille: UInt64 = 800
        package var sureExemplars = 2
        /// It is made so long after the first one: a picture of a moment later shows the same.
        package var secondLookMs: Int64 = 1_500
        /// The interval grows by this factor after each agreement, up to `longestMs`.
        package var growth: Int64 = 3
        package var longestMs: Int64 = 60_000
        /// It starts anew when, since the last look, another box covered more than this share of the person's (thousandths),
        /// the person was unseen for longer than this, or the height changed by more than this share (thousandths).
        package var overlapPermille: Int32 = 100
        package var gapMs: Int64 = 2_000
        package var heightPermille: Int64 = 250

        package init() {}
    }
}
