import Foundation
import ScryptedPlugin
import ScryptedRPC
import TestSupport
import Testing

/// The variant that has Scrypted start `reid plugin`: what it tells the server, and what `run.sh` starts.
@Suite(.timeLimit(.minutes(2))) struct NativePluginTests {
    private var version: String {
        get throws { try #require(try JSONValue(parsing: ScryptedPlugin.packageJSON)["version"]?.string) }
    }

    @Test("the program runs, so the server is told in the right order what to start, and to do so")
    func givesWay() async throws {
        try await NativeInstallation(program: NativeInstallation.program).withPlugin { plugin, server in
            let told = try await server.told.wait { $0.contains { if case .other("reload", _) = $0 { true } else { false } } }
            // What comes before is the trampoline's own beginning.
            let steps = told.drop { if case .other("onDeviceDiscovered", _) = $0 { false } else { true } }
            #expect(steps.count == 3)
            let command: JSONValue = ["-c", #"cd "$SCRYPTED_UNZIPPED_PATH/fs" && exec /bin/sh ./run.sh"#]
            #expect(
                Array(steps) == [
                    .other(
                        "onDeviceDiscovered",
                        [
                            [
                                "name": "ReID Service", "type": "API",
                                "info": ["manufacturer": "@reid-service/ReID", "version": .string(try version)],
                                "interfaces": ["BufferConverter", "MixinProvider", "Settings", "ScryptedPluginRuntime"],
                            ]
                        ]),
                    .state("scryptedRuntimeArguments", ["executable": "/bin/sh", "arguments": command]),
                    .other("reload", ["@reid-service/ReID"]),
                ])
        }
    }

    @Test(
        "where the program cannot run, the server is told nothing, and the page says why",
        arguments: [
            (nil, nil, "Copy the program to"), ("#!/bin/sh\nexit 1", nil, "does not run here"),
            ("no program at all", nil, "does not run here"), (NativeInstallation.program, "win32", "no reid for win32"),
        ] as [(String?, String?, String)])
    func staysInNode(program: String?, platform: String?, words: String) async throws {
        let installation = try NativeInstallation(program: program)
        var environment: [String: String] = [:]
        if let platform {
            let file = installation.folder.appendingPathComponent("platform.js")
            let script = "Object.defineProperty(process, 'platform', { value: '\(platform)' });"
            try NativeInstallation.write(Array(script.utf8), to: file)
            environment["NODE_OPTIONS"] = "--require \(file.path)"
        }
        try await installation.withPlugin(environment: environment) { plugin, server in
            try await server.told.wait { $0.contains(.event("Settings", .null)) }
            #expect(server.others.isEmpty)
            let settings = try #require(try await plugin.call("getSettings").json)
            #expect(settings[0]?["key"] == "native" && settings[0]?["readonly"] == true)
            #expect(settings[0]?["value"]?.string?.contains(words) == true)
            #expect(settings[1]?["key"] == "status")
        }
    }

    @Test("in Node no choice of cameras is lost, and no notification")
    func inNode() async throws {
        try await NativeInstallation(program: nil).withPlugin { plugin, server in
            for type in ["Camera", "Sensor"] {
                await #expect(throws: RPCRemoteError.self) {
                    try await plugin.call("canMixin", [.json(.string(type)), .json([])])
                }
            }
            let answer = try await plugin.call(
                "convert",
                [.json(#"{"detections":[{"className":"person"}]}"#), .json("application/json"), .json("application/reid")])
            let text = try #require(answer.json?.string)
            #expect(try JSONValue(parsing: text)["persons"]?[0]?["decision"] == "failopen")
            #expect(server.told.elements.contains(.state("toMimeType", "application/reid")))
        }
    }

    @Test("run.sh tries the program without the connection, and then becomes `reid plugin` with it")
    func runs() throws {
        let run = try NativeInstallation(program: NativeInstallation.program).run()
        #expect(run.code == 0 && run.output == "started with plugin\n", "\(run.errors)")
    }

    @Test("run.sh ends with a sentence where the program cannot run", arguments: [nil, "#!/bin/sh\nexit 1"])
    func refuses(program: String?) throws {
        let run = try NativeInstallation(program: program).run()
        #expect(run.code == 1 && run.output.isEmpty)
        #expect(run.errors.contains("ReID Service: ") && run.errors.contains("/bin/reid does not run here."))
    }
}
