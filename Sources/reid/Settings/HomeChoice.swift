import ArgumentParser

/// Where a command looks that needs nothing but the folder.
struct HomeChoice: ParsableArguments {
    @Option(help: "The folder for everything the program keeps. (default: REID_HOME, or as for `reid serve`)")
    var home: String?
}
