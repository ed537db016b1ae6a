/// A row whose person is known before anyone compares appearances.
struct Settlement: Sendable {
    /// Into the identity table.
    var index: Int
    /// The camera's own track says so; a name may say the same.
    var byTrack: Bool
    var byName = false
    /// The row's track was of somebody seen inside the window, so whoever it is was told already.
    var followsSeenTrack: Bool
    /// The embedding at hand agrees with the track.
    var isVerified = false
    /// It agrees so well that a lone candidate would be recognized by it.
    var isSure = false
    /// It is time to verify the track again.
    var isDue = false
    /// How often the track's person was looked at.
    var looks = 0
    /// The person was looked at too seldom to be known by.
    var wantsFurtherLook = false
    /// To the identity, where it was verified.
    var similarity: Similarity?
    /// Something came between since the last look that makes trackers mix people up.
    var isDisturbed = false
    /// The name was recognized, but the person looks like nobody of that name so far.
    var isAgainstAppearance = false
    /// Overlap with the track's last box: who is nearer keeps a track that two rows claim.
    var overlapPermille: Int64 = 0
}

/// What tracks and names say of one picture.
struct Settlements: Sendable {
    /// For each row; no two name the same identity.
    var rows: [Settlement?]
    /// For each row the name that is still its own: two rows cannot both be Ann.
    var labels: [String?]
    /// For each row whether its own look ended its track.
    var brokenTracks: [Bool]
}
