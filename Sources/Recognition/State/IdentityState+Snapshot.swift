extension IdentityState {
    /// Of the state as it is written down. To be raised when a field keeps its name and shape but changes its meaning;
    /// a field that is new, gone or of another shape is noticed by itself.
    package static let snapshotVersion = 1
}
