import Logging
import Recognition
import ScryptedRPC

/// Keeps the service attached to the plugin, so that what Scrypted asks the plugin is answered here.
///
/// The server says nothing when it restarts a plugin, which then knows of nobody: the plugin is asked now and then whom it
/// is attached to. When that is another program, which has attached itself later, it is left alone.
struct Attachment: Sendable {
    let session: ScryptedSession
    /// As in `reid deploy SERVER`.
    let server: String
    let service: ServiceObject
    /// Random, of this process.
    let instance: String
    let status: BridgeStatus
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp
    let logger: Logger

    /// How often the plugin is asked whom it is attached to.
    static let checkPeriod: Duration = .seconds(10)
    /// Shutting down does not wait longer for the plugin.
    static let detachTimeout: Duration = .seconds(1)

    private enum Standing {
        case ours, anothers, nobodys
        /// Somebody's, but its page did not come.
        case somebodys
    }

    /// Until cancelled, or until the session ends.
    func keep() async {
        await Pulse.run(every: Self.checkPeriod, of: clock, on: [session.mirror.changes()]) {
            do {
                try await check()
            } catch is CancellationError {
            } catch {
                report(.waiting(sentence(for: error)))
            }
        }
    }

    /// Tells the plugin that we go, so that it does not find out by a call that fails.
    func detach() async {
        guard let device = session.mirror.current.device(ofPlugin: session.pluginID) else { return }
        do {
            let plugin = try await session.device(device.id)
            _ = try await convert(nil, "x-reid/detach", at: plugin, device.id, timeout: Self.detachTimeout)
            logger.info("detached")
        } catch {
            logger.info("not detached", metadata: ["why": "\(sentence(for: error))"])
        }
    }

    private func check() async throws {
        guard let device = session.mirror.current.device(ofPlugin: session.pluginID) else {
            throw BridgeError.notDeployed(server: server)
        }
        let plugin = try await session.device(device.id)
        switch try await standing(at: plugin) {
        case .ours:
            if case .waiting = status.report.link { report(.attached(since: now())) }
        case .somebodys: break
        case .anothers: report(.waiting("Another reid program has attached itself instead of this one."))
        case .nobodys:
            let answer = try await convert(service, "x-reid/attach", at: plugin, device.id, timeout: ScryptedSession.callTimeout)
            guard answer.string == "attached" else { throw BridgeError.unexpectedAnswer("attach") }
            report(.attached(since: now()))
        }
    }

    /// Read off the plugin's page: its own row tells whether anybody is attached, and ours who that is.
    private func standing(at plugin: RemoteProxy) async throws -> Standing {
        let page = try await plugin.call("getSettings", timeout: ScryptedSession.callTimeout).json?.array ?? []
        func value(_ key: String) -> String? { page.first { $0["key"]?.string == key }?["value"]?.string }
        guard value("status") == "connected" else { return .nobodys }
        guard let owner = value(SettingsPage.instanceKey) else { return .somebodys }
        return owner == instance ? .ours : .anothers
    }

    private func convert(
        _ object: ServiceObject?, _ request: String, at plugin: RemoteProxy, _ id: String, timeout: Duration
    ) async throws -> RPCValue {
        let options = RPCValue.json([
            "secret": .string(try await secret(of: id, timeout: timeout)), "instance": .string(instance),
        ])
        do {
            return try await plugin.call(
                "convert",
                [object.map { .local($0) } ?? .null, .json("x-reid/service"), .json(.string(request)), options],
                timeout: timeout)
        } catch let error as RPCRemoteError {
            guard let words = error.message.firstRange(of: "attach refused: ") else { throw error }
            throw BridgeError.refused(String(error.message[words.upperBound...].prefix { !$0.isNewline }.prefix(300)))
        }
    }

    /// The plugin makes it at its first start. Only an administrator can read it.
    private func secret(of id: String, timeout: Duration) async throws -> String {
        let answer = try await session.api.call("getComponent", [.json("plugins")], timeout: timeout)
        guard let plugins = answer.proxy else { throw BridgeError.unexpectedAnswer("getComponent") }
        let storage = try await plugins.call("getStorage", [.json(.string(id))], timeout: timeout)
        guard let secret = storage.json?["secret"]?.string, !secret.isEmpty else { throw BridgeError.noSecret }
        return secret
    }

    /// Says it once, not at every check.
    private func report(_ link: BridgeStatus.Link) {
        guard status.report.link != link else { return }
        status.update { $0.link = link }
        switch link {
        case .attached: logger.notice("attached: Scrypted's ReID Service is answered here")
        case .waiting(let why):
            status.update { $0.lastError = why }
            logger.warning("not attached", metadata: ["why": "\(why)"])
        }
    }
}
