import ArgumentParser
import Foundation
import Testing

@testable import reid

@Suite struct SettingLayersTests {
    @Test(
        "one declaration is a flag, a variable and a key",
        arguments: [
            ("port", "port", "REID_PORT"), ("logLevel", "log-level", "REID_LOG_LEVEL"),
            ("maximumMegapixels", "maximum-megapixels", "REID_MAXIMUM_MEGAPIXELS"),
            ("onnxruntimeLibrary", "onnxruntime-library", "REID_ONNXRUNTIME_LIBRARY"), ("offline", "offline", "REID_OFFLINE"),
        ])
    func names(property: String, flag: String, variable: String) throws {
        let keys = SettingLayers(of: [CommonSettings.self, HTTPSettings.self, RecognitionSettings.self]).keys
        let key = try #require(keys.first { $0.property == property })
        #expect(key.flag == flag)
        #expect(key.variable == variable)
        #expect(key.isFlag == (property == "offline"))
    }

    @Test("the command line wins over the environment, and that over the file")
    func order() throws {
        try withHome(#"{"port": 1001, "workers": 3, "offline": true, "window": 30.5, "logLevel": "debug"}"#) { home in
            let environment = ["REID_HOME": home, "REID_PORT": "1002", "REID_TOKEN": "secret", "REID_OFFLINE": "no"]
            let command = try parse(["serve", "--port", "1003"], environment)
            #expect(command.http.port == 1003)
            #expect(command.http.token == "secret")
            #expect(command.recognition.window == 30.5)
            #expect(command.settings.workers == 3)
            #expect(command.settings.logLevel == .debug)
            #expect(!command.settings.offline)
            #expect(try parse(["serve"], environment).http.port == 1002)
            #expect(try parse(["serve"], ["REID_HOME": home]).http.port == 1001)
            #expect(try parse(["serve"], ["REID_HOME": home]).settings.offline)
        }
    }

    // Each mistake is blamed on the place where it was made.
    @Test(
        "a mistake in the file or the environment is named",
        arguments: [
            (#"{"prot": 1}"#, [:], "prot"),
            (#"{"port": "many"}"#, [:], "settings.json"),
            (#"{"offline": "perhaps"}"#, [:], "offline"),
            (#"[1]"#, [:], "settings.json"),
            ("{}", ["REID_PORT": "many"], "REID_"),
            ("{}", ["REID_OFFLINE": "perhaps"], "REID_OFFLINE"),
        ] as [(String, [String: String], String)])
    func mistakes(file: String, environment: [String: String], named: String) throws {
        try withHome(file) { home in
            let failure = try #require(throws: CommandFailure.self) {
                try CommandLineArguments.layered(["serve"], environment: environment.merging(["REID_HOME": home]) { $1 })
            }
            #expect(failure.code == CommandFailure.usage)
            #expect(failure.sentence.contains(named), "\(failure.sentence)")
        }
    }

    @Test("keys of other commands are allowed in the file")
    func otherCommands() throws {
        try withHome(#"{"port": 1001, "model": "color-layout"}"#) { home in
            let arguments = try CommandLineArguments.layered(["embed", "a.jpg"], environment: ["REID_HOME": home])
            #expect(arguments == ["embed", "--model=color-layout", "--home=\(home)", "a.jpg"])
        }
    }

    @Test(
        "anything but loopback needs a token, and the request clock needs loopback",
        arguments: [
            (["--host", "0.0.0.0"], false), (["--host", "0.0.0.0", "--token", "x"], true), (["--host", "::1"], true),
            (["--host", "127.0.0.2"], true), (["--host", "127.evil.example"], false),
            (["--host", "0.0.0.0", "--token", "x", "--clock", "request"], false), (["--clock", "request"], true),
        ])
    func loopback(arguments: [String], isAllowed: Bool) {
        let command = try? ServeCommand.parse(arguments)
        #expect((command != nil) == isAllowed)
    }

    // Usual in containers: the address in one place, the token in another.
    @Test("rules between settings look at all layers together")
    func together() throws {
        try withHome(#"{"host": "0.0.0.0", "window": 900}"#) { home in
            #expect(throws: (any Error).self) { try parse(["serve"], ["REID_HOME": home]) }
            let command = try parse(["serve", "--retention", "1800"], ["REID_HOME": home, "REID_TOKEN": "x"])
            #expect(command.http.host == "0.0.0.0")
        }
    }

    @Test("the home folder is where the platform wants it")
    func home() {
        let folder = { (setting: String?, environment: [String: String]) in
            HomeFolder(setting: setting, environment: environment).url.path
        }
        #expect(folder("/a", ["STATE_DIRECTORY": "/b"]) == "/a")
        #expect(folder(nil, ["STATE_DIRECTORY": "/b:/c", "SCRYPTED_PLUGIN_VOLUME": "/d"]) == "/d")
        #expect(folder(nil, ["SCRYPTED_PLUGIN_VOLUME": "/d", "XDG_DATA_HOME": "/e"]) == "/d")
        #expect(folder(nil, ["XDG_DATA_HOME": "/e", "HOME": "/f"]) == "/e/reid")
        #expect(folder(nil, ["STATE_DIRECTORY": "", "HOME": "/f"]).hasPrefix("/f/"))
    }

    private func parse(_ arguments: [String], _ environment: [String: String]) throws -> ServeCommand {
        let layered = try CommandLineArguments.layered(arguments, environment: environment)
        return try #require(try ReID.parseAsRoot(layered) as? ServeCommand)
    }

    private func withHome(_ settings: String, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(settings.utf8).write(to: folder.appendingPathComponent("settings.json"))
        try body(folder.path)
    }
}
