import Recognition

/// What a durable log remembers of the pictures it took.
package protocol SightingHistory: Sendable {
    /// The pictures that fit a query, newest last; of more than its limit the newest. Of somebody who was forgotten no
    /// more than time, camera and decision is left.
    func pictures(_ query: SightingQuery) async throws -> [RecordedEntry]
}

/// Which pictures of the past are asked for.
package struct SightingQuery: Sendable, Hashable {
    /// Answered as one of these ids; empty: everybody.
    package var people: [PersonID] = []
    /// On the log's clock, both included; nil: no limit.
    package var since: Timestamp?
    package var until: Timestamp?
    /// Entries with a smaller number only; nil: no limit.
    package var before: UInt64?
    package var limit: Int

    package init(people: [PersonID] = [], limit: Int) {
        self.people = people
        self.limit = limit
    }
}
