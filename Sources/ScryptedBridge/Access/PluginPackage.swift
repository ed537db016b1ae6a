import ScryptedPlugin

/// What a server may run for us. Both are the same plugin to it, so that one can take the other's place.
package enum PluginPackage: Sendable {
    /// Forwards to a `reid` that connects from outside.
    case trampoline
    /// Has the server start `reid plugin` itself.
    case native

    /// What describes the plugin, as JSON.
    package static var description: [UInt8] { ScryptedPlugin.packageJSON }

    /// The plugin's files as a zip archive, always the same bytes.
    package var archive: [UInt8] {
        switch self {
        case .trampoline: ZipArchive(files: ScryptedPlugin.files).bytes
        case .native: ZipArchive(files: ScryptedPlugin.nativeFiles).bytes
        }
    }
}
