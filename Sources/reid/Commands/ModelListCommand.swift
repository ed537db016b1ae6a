import ArgumentParser
import Foundation
import Inference

struct ModelListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the known models.")

    @OptionGroup var folder: ModelFolder

    func run() async throws {
        let listing = folder.store.list()
        var table = TextTable(columns: ["name", "state", "numbers", "licence", "what"])
        for model in listing.models {
            table.addRow([
                model.manifest.name, Self.words(for: model), String(model.manifest.output.dimension), model.manifest.licence,
                model.manifest.summary ?? "",
            ])
        }
        print(table.text)
        print("\nModels lie in \(folder.store.folder).")
        for broken in listing.unreadable { print("✗ \(broken.path): \(broken.reason)") }
    }

    private static func words(for model: ModelStore.Listing.Model) -> String {
        switch model.state {
        case .embedded: "built in"
        case .present: "here"
        case .fetchable: "can be fetched"
        case .absent: "put the file there"
        }
    }
}
