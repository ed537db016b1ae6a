import Logging
import Recognition
import ScryptedRPC

/// Listens to the chosen cameras of one session, following the server's devices and the settings.
struct CameraWatch: Sendable {
    let session: ScryptedSession
    let settings: any BridgeSettingsStore
    let desk: CameraDesk
    let status: BridgeStatus
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp
    let logger: Logger

    /// What the server refused is asked for again so often.
    static let period: Duration = .seconds(30)

    /// Until cancelled, or until the session ends.
    func run() async {
        let ears = Ears()
        await Pulse.run(every: Self.period, of: clock, on: [session.mirror.changes(), settings.changes()]) {
            await follow(with: ears)
        }
        await ears.close()
        status.update { $0.watched = [] }
    }

    /// The registers by which the server tells us of each camera.
    private actor Ears {
        private var registers: [String: RemoteProxy] = [:]

        /// Lets go of all others.
        func keep(_ wanted: Set<String>) {
            for (camera, register) in registers where !wanted.contains(camera) {
                register.send("removeListener")
                registers[camera] = nil
            }
        }

        func add(_ register: RemoteProxy, for camera: String) { registers[camera] = register }

        func has(_ camera: String) -> Bool { registers[camera] != nil }

        func close() { keep([]) }
    }

    private func follow(with ears: Ears) async {
        let choice = await choice()
        await ears.keep(Set(choice.watched.map(\.id)))
        var watched: [String] = []
        for camera in choice.watched {
            do {
                if await !ears.has(camera.id) {
                    await ears.add(try await listen(to: camera), for: camera.id)
                    logger.info("watching", metadata: ["camera": "\(camera.name)"])
                }
                watched.append(camera.name)
            } catch {
                logger.warning("not watching", metadata: ["camera": "\(camera.name)", "why": "\(sentence(for: error))"])
            }
        }
        report(watched, choice.refusals)
    }

    private func choice() async -> CameraChoice {
        let settings = await settings.current()
        guard settings.notify else { return CameraChoice() }
        let state = session.mirror.current
        return CameraChoice(from: state, plugin: state.device(ofPlugin: session.pluginID)?.id, all: settings.allCameras)
    }

    private func listen(to camera: SystemDevice) async throws -> RemoteProxy {
        let listener = RPCFunction(isOneway: true) { [mirror = session.mirror, desk, now] call in
            // The camera may have been renamed since.
            let name = mirror.current.devices[camera.id]?.name ?? camera.name
            let event = DetectionEvent(
                camera: Camera(id: camera.id, name: name), details: call[0].json ?? .null, data: call[1].json ?? .null,
                now: now())
            if let event { desk.take(event) }
            return .value(.null)
        }
        let answer = try await session.api.call(
            "listenDevice", [.json(.string(camera.id)), .json("ObjectDetector"), .local(listener)],
            timeout: ScryptedSession.callTimeout)
        guard let register = answer.proxy else { throw BridgeError.unexpectedAnswer("listenDevice") }
        return register
    }

    private func report(_ watched: [String], _ refusals: [String]) {
        for refusal in refusals where !status.report.refusals.contains(refusal) { logger.warning("\(refusal)") }
        status.update { ($0.watched, $0.refusals) = (watched, refusals) }
    }
}
