import Recognition

extension Explanation {
    /// Reads what the log remembers of the subject, under every id it had.
    /// - Parameter limit: the newest pictures only; ids found in them are looked for as well.
    package static func of(_ subject: Subject, from history: any SightingHistory, limit: Int) async throws -> Explanation {
        var query = SightingQuery(limit: limit)
        switch subject {
        case .picture(let sequence):
            guard sequence < .max else { break }
            query.before = sequence + 1
            query.limit = 1
        case .person(let id):
            query.people = [id]
            // An alias leads to its identity, and that one's answers list the other aliases.
            while true {
                let known = ids(of: id, in: try await history.pictures(query))
                if known.count <= query.people.count || known.count > maximumIDs { break }
                query.people = known
            }
        }
        return Explanation(of: subject, in: try await history.pictures(query))
    }

    private static var maximumIDs: Int { 256 }
}
