/// The trampoline's files, as they are deployed.
package enum ScryptedPlugin {
    package static var packageJSON: [UInt8] { PackageResources.package_json }
    package static var main: [UInt8] { PackageResources.main_nodejs_js }
}
