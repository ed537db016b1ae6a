import Hummingbird
import ReIdentification
import Recognition
import Wire

/// `GET /v1/sightings`: what was seen and answered before, as far as the log keeps it.
struct SightingRoutes: Sendable {
    var reIdentifier: ReIdentifier
    var history: (any SightingHistory)?

    private static let usualLimit = 100
    private static let maximumLimit = 1_000

    func add(to router: some RouterMethods<BasicRequestContext>) {
        router.get("v1/sightings") { request, _ in
            guard let history else { throw APIError.noHistory }
            var query = try Self.query(request.uri.queryParameters)
            if let asked = query.people.first, let person = await reIdentifier.person(asked) {
                query.people = [person.id] + person.aliases
            }
            return try await JSONAnswer.response(SightingPage(history.pictures(query), to: query))
        }
    }

    private static func query(_ parameters: Parameters) throws -> SightingQuery {
        var query = SightingQuery(limit: min(Int(try number("limit", in: parameters) ?? Int64(usualLimit)), maximumLimit))
        guard query.limit > 0 else { throw APIError.parameter("limit") }
        query.people = parameters["person"].map { [PersonID(String($0))] } ?? []
        query.since = try number("since", in: parameters).map { Timestamp(milliseconds: $0) }
        query.until = try number("until", in: parameters).map { Timestamp(milliseconds: $0) }
        query.before = try number("before", in: parameters).map { UInt64($0) }
        return query
    }

    private static func number(_ name: String, in parameters: Parameters) throws -> Int64? {
        guard let text = parameters[Substring(name)] else { return nil }
        guard let number = Int64(text), number >= 0 else { throw APIError.parameter(name) }
        return number
    }
}
