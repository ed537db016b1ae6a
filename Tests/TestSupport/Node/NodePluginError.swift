/// What goes wrong between us and the plugin's process, apart from errors that the plugin throws (`RPCRemoteError`).
package struct NodePluginError: Error, CustomStringConvertible {
    package var description: String
}
