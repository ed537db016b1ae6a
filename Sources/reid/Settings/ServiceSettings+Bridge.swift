import ScryptedBridge

extension ServiceSettings {
    /// What can be changed on the service's page in Scrypted.
    var bridge: BridgeSettings {
        get {
            var bridge = BridgeSettings()
            bridge.notify = scrypted.notify
            bridge.allCameras = scrypted.allCameras
            bridge.notifiers = scrypted.notifierNames
            bridge.threshold = common.threshold
            bridge.window = recognition.window
            bridge.retention = recognition.retention
            bridge.logLevel = common.logLevel.rawValue
            return bridge
        }
        set {
            scrypted.notify = newValue.notify
            scrypted.allCameras = newValue.allCameras
            scrypted.notifiers = newValue.notifiers.isEmpty ? nil : newValue.notifiers.joined(separator: ", ")
            common.threshold = newValue.threshold
            recognition.window = newValue.window
            recognition.retention = newValue.retention
            common.logLevel = LogLevel(rawValue: newValue.logLevel) ?? common.logLevel
        }
    }

    /// A setting as it stands in `settings.json`; nil when it stands there not at all.
    func text(of key: String) -> String? {
        switch BridgeSettings.Key(rawValue: key) {
        case .notify: "\(scrypted.notify)"
        case .allCameras: "\(scrypted.allCameras)"
        case .notifiers: scrypted.notifiers
        case .threshold: common.threshold.map { "\($0)" }
        case .window: "\(recognition.window)"
        case .retention: "\(recognition.retention)"
        case .logLevel: common.logLevel.rawValue
        case nil: nil
        }
    }
}
