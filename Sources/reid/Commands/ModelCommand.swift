import ArgumentParser

/// `reid model …`: the models that are known, here, and right.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "List, fetch and check models.",
        subcommands: [ModelListCommand.self, ModelFetchCommand.self, ModelVerifyCommand.self, ModelInfoCommand.self],
        defaultSubcommand: ModelListCommand.self)
}

/// Where models are kept and what loads them, for the commands that need no other setting.
struct ModelFolder: ParsableArguments {
    @Option(help: "The folder for everything the program keeps. (default: REID_HOME, or as for `reid serve`)")
    var home: String?

    @Option(help: "The ONNX Runtime library to load. (default: beside the program, .deps/, the system's)")
    var onnxruntimeLibrary: String?
}
