extension SystemState {
    /// In the order of their ids, as numbers where they are: where several fit, the first one counts.
    package var sorted: [SystemDevice] {
        devices.values.sorted { ($0.id.count, $0.id) < ($1.id.count, $1.id) }
    }

    package func device(named name: String, with interface: String) -> SystemDevice? {
        sorted.first { $0.name == name && $0.interfaces.contains(interface) }
    }

    /// The device that stands for a plugin itself.
    package func device(ofPlugin plugin: String) -> SystemDevice? {
        sorted.first { $0.pluginID == plugin && $0.interfaces.contains("ScryptedPlugin") }
    }

    package func devices(with interface: String) -> [SystemDevice] {
        sorted.filter { $0.interfaces.contains(interface) }
    }
}
