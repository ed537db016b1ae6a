/// The files that are deployed to Scrypted: of the trampoline, and of the plugin that starts `reid plugin` in its place.
package enum ScryptedPlugin {
    /// Sent beside the zip. Both plugins are the same device, so that one can take the other's place and keep its settings.
    package static var packageJSON: [UInt8] { PackageResources.package_json }

    package static var main: [UInt8] { PackageResources.main_nodejs_js }

    /// The trampoline's zip, file by file.
    package static var files: [(path: String, bytes: [UInt8])] {
        [("main.nodejs.js", main), ("README.md", PackageResources.README_md)]
    }

    /// The zip of the plugin that starts `reid plugin`, file by file.
    package static var nativeFiles: [(path: String, bytes: [UInt8])] {
        [
            ("main.nodejs.js", PackageResources.native_nodejs_js), ("README.md", PackageResources.NATIVE_md),
            ("fs/run.sh", PackageResources.run_sh), ("fs/trampoline.js", main), ("fs/library.js", PackageResources.library_js),
            ("fs/onnxruntime.txt", PackageResources.onnxruntime_txt),
        ]
    }
}
