extension ModelManifest {
    /// The model that works at once, offline.
    package static let embeddedName = "color-layout"
    /// The model that the service fetches and then prefers.
    package static let preferredName = "osnet-ain-x1.0-multisource"

    /// What the program knows. A test holds every one against the parser, so none is silently missing.
    static var builtIn: [ModelManifest] {
        [
            PackageResources.color_layout_json,
            PackageResources.osnet_ain_x1_0_multisource_json,
            PackageResources.osnet_x1_0_json,
            PackageResources.osnet_x0_25_json,
            PackageResources.person_reid_retail_0277_json,
            PackageResources.person_reid_retail_0288_json,
            PackageResources.osnet_ain_x1_0_random_json,
        ].compactMap { try? ModelManifest(parsing: $0) }
    }

    /// Graphs that are part of the program, by the name of their manifest.
    static var embeddedGraphs: [String: [UInt8]] {
        [embeddedName: PackageResources.color_layout_onnx]
    }
}
