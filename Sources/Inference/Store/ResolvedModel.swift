/// A model that was asked for, found, and checked against what is known of it.
package struct ResolvedModel: Sendable {
    /// Nil for a file that nobody describes: its graph must tell.
    package var manifest: ModelManifest?
    package var source: ModelSource
    package var recognised: Recognised
    /// Of the file or of the embedded bytes.
    package var hash: FileHash

    /// How a name or file led to its manifest.
    package enum Recognised: Sendable, Hashable {
        /// Part of the program.
        case embedded
        /// By its name, in the models folder.
        case named
        /// By the manifest beside the file.
        case manifest(path: String)
        /// A file without a manifest, whose hash is a known one.
        case hash
        /// Only by its inputs and outputs; pre-processing is assumed.
        case graph(path: String)
    }
}
