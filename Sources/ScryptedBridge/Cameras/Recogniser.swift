import Imaging
import ReIdentification
import Recognition

/// Has a picture's rows recognised, and says who was seen in terms of notifications.
struct Recogniser: Sendable {
    let reIdentifier: ReIdentifier
    /// Cuts a JPEG out of a request's picture.
    let excerpt: @Sendable (FrameRequest, BoundingBox) async throws -> [UInt8]

    /// Everybody in the event's picture, one for each row, bodies first: their picture is the better one.
    func people(in event: DetectionEvent, _ picture: CameraPicture) async -> [SightedPerson] {
        let request = FrameRequest(
            camera: event.camera, eventTime: event.time, frameSize: event.frameSize, detections: event.rows,
            picture: picture.bytes.map { EncodedPicture($0) }, isDetectionFrame: picture.isDetectionFrame)
        // It throws for strict requests only.
        guard let answer = try? await reIdentifier.process(request) else { return [] }
        let rows = Array(zip(event.rows, answer.decisions))
        let bodies = rows.filter { $0.0.className == "person" }, faces = rows.filter { $0.0.className != "person" }
        return (bodies + faces).map { row, decision in
            let own = rows.filter { $0.1.personID == decision.personID }.map(\.0)
            // A face lends its name to its body, and the body its box to its face.
            let name = own.lazy.compactMap(\.label).first ?? decision.knownAs
            let box = own.first { $0.className == "person" && $0.box != nil }?.box ?? row.box
            return SightedPerson(
                sighting: NotificationSighting(
                    person: decision.personID, name: name, camera: event.camera, className: row.className,
                    scorePermille: row.scorePermille, isNew: decision.isNew, picture: nil),
                excerpt: excerpt(of: request, around: box))
        }
    }

    private func excerpt(of request: FrameRequest, around box: BoundingBox?) -> (@Sendable () async throws -> [UInt8])? {
        guard request.picture != nil, let box else { return nil }
        return { [excerpt] in try await excerpt(request, box) }
    }
}
