import Inference

/// Models for tests, loaded with their self-test as in the program.
package enum TestModel {
    /// - Parameter file: nil for the embedded `color-layout`.
    package static func load(_ file: String?) throws -> LoadedModel {
        try ModelLoader(store: ModelStore(home: "/nonexistent")).load(file ?? ModelManifest.embeddedName)
    }
}
