/// How our plugin is known to a server.
package enum PluginIdentity {
    /// The package's name. Its capital letters make it impossible on npm, where the server looks for updates.
    package static let id = "@reid-service/ReID"
}
