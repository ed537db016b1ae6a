import Foundation

/// The models folder of the home folder, and the manifests that the program brings along.
package struct ModelStore: Sendable {
    /// `<home>/models`. Need not exist.
    package let folder: String
    /// The models that the program itself knows, the default first.
    package let builtIn: [ModelManifest]

    package init(home: String) {
        folder = URL(fileURLWithPath: home).appendingPathComponent("models").path
        builtIn = ModelManifest.builtIn
    }

    /// Where a model's file lies or would lie.
    package func path(of manifest: ModelManifest) -> String {
        folder + "/" + manifest.file.name
    }

    /// Every known model: the folder's own manifests, then the built-in ones that they do not replace.
    package func list() -> Listing {
        var listing = Listing(models: [], unreadable: [])
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // Pins and the notes of unfinished downloads lie there too.
        let others = [ModelPin.suffix, PartialFile.suffix + PartialFile.originSuffix]
        for file in files.sorted() where file.hasSuffix(".json") && !others.contains(where: file.hasSuffix) {
            let path = folder + "/" + file
            do {
                listing.models.append(entry(for: try Self.manifest(at: path)))
            } catch {
                listing.unreadable.append(Listing.Unreadable(path: path, reason: error))
            }
        }
        let own = Set(listing.models.map(\.manifest.name))
        listing.models += builtIn.filter { !own.contains($0.name) }.map { entry(for: $0) }
        return listing
    }

    private func entry(for manifest: ModelManifest) -> Listing.Model {
        let state: Listing.State
        if manifest.file.embedded == true {
            state = .embedded
        } else if FileManager.default.fileExists(atPath: path(of: manifest)) {
            state = .present
        } else {
            state = manifest.file.url == nil ? .absent : .fetchable
        }
        return Listing.Model(manifest: manifest, state: state, path: path(of: manifest))
    }

    package struct Listing: Sendable {
        package var models: [Model]
        package var unreadable: [Unreadable]

        package struct Model: Sendable, Hashable {
            package var manifest: ModelManifest
            package var state: State
            /// Where its file lies or would lie; meaningless for an embedded one.
            package var path: String
        }

        package enum State: String, Sendable, Hashable {
            case embedded, present, fetchable, absent
        }

        package struct Unreadable: Sendable {
            package var path: String
            package var reason: ModelError
        }
    }
}
