/// Which cameras are watched, and why others are not, by what the server says of its devices.
struct CameraChoice: Sendable, Hashable {
    /// In the order of their ids.
    var watched: [SystemDevice] = []
    /// One sentence each.
    var refusals: [String] = []

    /// Nothing is watched.
    init() {}

    /// - Parameters:
    ///   - plugin: the id of our plugin's device; nil when it is not there.
    ///   - all: every camera that detects objects, whether or not our extension is switched on for it.
    init(from state: SystemState, plugin: String?, all: Bool) {
        for device in state.sorted {
            let isChosen = plugin.map(device.mixins.contains) ?? false
            let detects = device.interfaces.contains("ObjectDetector")
            let isCamera = !device.interfaces.isDisjoint(with: ["Camera", "VideoCamera"])
            guard isChosen || (all && detects && isCamera) else { continue }
            if !detects {
                refusals.append("\(device.name) does not detect objects: switch on an object detection extension for it.")
            } else if let rival = Self.rival(of: plugin, at: device, in: state) {
                refusals.append(
                    "\(device.name) is left to \(rival.name): every visitor would be told of twice. Switch one of the two off.")
            } else {
                watched.append(device)
            }
        }
    }

    /// Another Smart Notifier that is switched on for the camera.
    private static func rival(of plugin: String?, at device: SystemDevice, in state: SystemState) -> SystemDevice? {
        device.mixins.lazy.filter { $0 != plugin }.compactMap { state.devices[$0] }.first { rival in
            [rival.name, rival.pluginID ?? ""].contains { text in
                text.lowercased().filter { $0.isLetter }.contains("smartnotifier")
            }
        }
    }
}
