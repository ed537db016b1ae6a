import HTTPTypes
import Hummingbird
import ReIdentification
import Recognition
import Wire

/// Who is known (`GET /v1/persons`, `GET /v1/persons/{id}`), and what is put right about them (`DELETE`, and `POST` to
/// `merge`, `split` and `label`). An id may be an alias everywhere.
struct PersonRoutes: Sendable {
    var reIdentifier: ReIdentifier
    var history: (any SightingHistory)?
    var bodies: BodyBudget

    private struct Forgotten: Encodable {
        var forgotten: String
    }

    func add(to router: some RouterMethods<BasicRequestContext>) {
        router.get("v1/persons") { _, _ in
            try await JSONAnswer.response(PersonList(reIdentifier.people))
        }
        router.get("v1/persons/:id") { _, context in
            try await answer(Self.person(context))
        }
        router.delete("v1/persons/:id") { _, context in
            try await forget(Self.person(context))
        }
        router.post("v1/persons/:id/merge") { request, context in
            let id = try Self.person(context)
            return try await answer(
                correct(parsing(request) { body throws(WireError) in try WireCorrection.merge(body, of: id) }))
        }
        router.post("v1/persons/:id/split") { _, context in
            try await answer(correct(.split(Self.person(context))))
        }
        router.post("v1/persons/:id/label") { request, context in
            let id = try Self.person(context)
            return try await answer(
                correct(parsing(request) { body throws(WireError) in try WireCorrection.label(body, of: id) }))
        }
    }

    private static func person(_ context: BasicRequestContext) throws -> PersonID {
        guard let id = context.parameters.get("id") else { throw APIError.unknownPerson }
        return PersonID(id)
    }

    private func parsing(
        _ request: Request, _ parse: ([UInt8]) throws(WireError) -> Correction
    ) async throws -> Correction {
        var share = BodyBudget.Share(of: bodies)
        let body = try await BodyReader(maximumBytes: WireCorrection.maximumBytes).read(request, into: &share)
        do {
            return try parse(body)
        } catch {
            throw APIError.correction(error)
        }
    }

    /// - Returns: the identity's own id.
    private func correct(_ correction: Correction) async throws -> PersonID {
        switch await reIdentifier.correct(correction) {
        case .done(let id): return id
        case .refused(let refusal): throw APIError.refused(refusal)
        case .unknown: throw APIError.unknownPerson
        case nil: throw APIError.logFailed
        }
    }

    private func answer(_ id: PersonID) async throws -> Response {
        guard let person = await reIdentifier.person(id) else { throw APIError.unknownPerson }
        return try JSONAnswer.response(WirePerson(person))
    }

    /// Whoever is known no more may still be in the log, and is erased there.
    private func forget(_ id: PersonID) async throws -> Response {
        let wasRecorded = try await history?.pictures(SightingQuery(people: [id], limit: 1)).isEmpty == false
        do {
            return try await JSONAnswer.response(Forgotten(forgotten: correct(.forgotten(id)).description))
        } catch APIError.unknownPerson where wasRecorded {
            return try JSONAnswer.response(Forgotten(forgotten: id.description))
        }
    }
}
