/// The total order of everything that was observed, in memory, on disk or shared by several instances.
package protocol ObservationLog: Sendable {
    /// Puts an event behind all others and gives it its time. Returns its sequence number; the entry itself arrives through `entries`.
    /// - Parameter eventTime: what a log that runs on the request's clock (replay, demo, evaluation) takes as `logged`.
    /// - Throws: when the event is not kept, and will not arrive.
    func append(_ event: LogEntry.Event, eventTime: Timestamp) async throws -> UInt64

    /// What `logged` would be of an event appended now.
    func time(for eventTime: Timestamp) -> Timestamp

    /// Every entry appended since the log was opened, in order. One consumer; ends when the log is closed.
    var entries: AsyncStream<LogEntry> { get }

    /// What came of an entry, told in the entries' order: a log that lasts keeps the decisions, and the state now and then.
    func folded(_ entry: LogEntry, giving outcome: Outcome, into state: IdentityState)

    /// No more entries; what was appended still comes out of `entries`.
    func close()
}
