import ScryptedRPC

/// The device that a plugin is itself.
struct PluginDevice: HostDevice {
    let plugin: String
    let process: NodePlugin
    let events: Recording<HostEvent>

    func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
        let answer: RPCValue
        do {
            answer = try await process.call(method, arguments)
        } catch var error as RPCRemoteError {
            // As the server marks what a plugin threw.
            error.message += "\nhost:\(plugin)"
            throw error
        }
        switch (method, arguments.count > 2 ? arguments[2].text : nil, answer.text) {
        case ("convert", "x-reid/attach", _): events.append(.attached)
        case ("convert", "x-reid/detach", "detached"): events.append(.detached)
        default: break
        }
        return answer
    }
}
