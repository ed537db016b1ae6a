import Recognition

/// Where `logged` times come from.
package enum LogClock: Sendable {
    /// The wall clock.
    case wall(@Sendable () -> Timestamp)
    /// The request's own time, so that two minutes of a story take no time. For replay, demo and evaluation.
    case request

    func reading(_ eventTime: Timestamp) -> Timestamp {
        switch self {
        case .wall(let now): now()
        case .request: eventTime
        }
    }
}
