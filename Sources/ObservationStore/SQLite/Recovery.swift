import Recognition

/// How the state came back.
package struct Recovery: Sendable {
    package var state: IdentityState
    /// The entry after which the snapshot was taken; nil when there was none to use.
    package var snapshot: UInt64?
    /// Entries folded after it.
    package var folded = 0
    /// Entries left out, because somebody in them was forgotten.
    package var tombstones = 0
    /// Entries left out, because they cannot be read any more.
    package var unreadable = 0
    /// Snapshots of another version, or broken.
    package var refusedSnapshots = 0
}
