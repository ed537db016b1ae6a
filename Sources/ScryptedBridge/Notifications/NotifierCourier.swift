import Recognition
import ScryptedRPC

/// Takes notifications to the server's notifiers, through one session.
struct NotifierCourier: Sendable {
    let session: ScryptedSession

    /// A notifier asks services on the internet; less than the policy's patience for an answer.
    static let timeout: Duration = .seconds(30)

    /// - Parameter notifier: its name.
    /// - Throws: whatever keeps the notifier from having taken it.
    func deliver(_ notification: OutgoingNotification, to notifier: String, picture: [UInt8]?, at time: Timestamp) async throws {
        guard let device = session.mirror.current.device(named: notifier, with: "Notifier") else {
            throw BridgeError.noSuchNotifier(notifier)
        }
        let media = picture.map { RPCValue.local(MediaObject(jpeg: $0, source: notification.camera.id)) } ?? .null
        try await session.device(device.id).call(
            "sendNotification", [.json(.string(notification.title)), .json(notification.options(at: time)), media],
            timeout: Self.timeout)
    }
}
