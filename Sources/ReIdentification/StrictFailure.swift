import Recognition

/// Why a strict request was refused; nothing was recorded.
package enum StrictFailure: Error, Sendable, Hashable {
    /// The picture is missing or cannot be decoded.
    case picture(Reason)
    /// There is no room to wait.
    case overloaded
}
