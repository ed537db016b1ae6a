import Recognition

extension Explanation {
    /// Reads what the log remembers of the subject, under every id it had.
    /// - Parameter limit: the newest pictures only.
    package static func of(_ subject: Subject, from history: any SightingHistory, limit: Int) async throws -> Explanation {
        var query = SightingQuery(limit: limit)
        switch subject {
        case .picture(let sequence):
            guard sequence < .max else { return Explanation(of: subject, in: []) }
            query.before = sequence + 1
            query.limit = 1
        case .person(let id):
            // An alias is named only by answers to its identity, so everybody's have to be looked through.
            let recent = try await history.pictures(SightingQuery(limit: surveyedPictures))
            query.people = Array(ids(of: [id], in: recent).prefix(maximumIDs))
        }
        return Explanation(of: subject, in: try await history.pictures(query), knownAs: query.people)
    }

    /// Ids merged longer ago are stories of their own.
    private static let surveyedPictures = 5_000
    private static let maximumIDs = 256
}
