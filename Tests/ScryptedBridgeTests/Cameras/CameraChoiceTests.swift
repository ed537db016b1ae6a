import ScryptedRPC
import Testing

@testable import ScryptedBridge

@Suite("Which cameras are watched")
struct CameraChoiceTests {
    private static let plugin = "50"

    private static func choice(
        interfaces: [String], mixins: [String], all: Bool, plugin: String? = plugin
    ) -> CameraChoice {
        let devices: [String: PlayedServer.Device] = [
            "4": .init("Porch", interfaces: interfaces, mixins: mixins),
            plugin ?? "50": PlayedPlugin().device,
            "60": .init("Smart Notifier", type: "API", interfaces: ["MixinProvider"], plugin: "@someone/notify"),
            "61": .init("Alerts", type: "API", interfaces: ["MixinProvider"], plugin: "@blueharford/scrypted-smart-notifier"),
            "62": .init("Motion", type: "API", interfaces: ["MixinProvider"], plugin: "@scrypted/opencv"),
        ]
        var state = SystemState()
        state.replace(with: .object(devices.mapValues { .object($0.state) }))
        return CameraChoice(from: state, plugin: plugin, all: all)
    }

    @Test(
        "The extension chooses, or every camera that detects is watched; without detection, or beside a rival, none is",
        arguments: [
            // interfaces, mixins, all cameras, is watched, what the refusal says
            (["Camera", "ObjectDetector"], ["50"], false, true, nil),
            (["Camera", "ObjectDetector"], ["62", "50"], false, true, nil),
            (["Camera", "ObjectDetector"], [], false, false, nil),
            (["Camera", "ObjectDetector"], ["62"], false, false, nil),
            (["Camera", "ObjectDetector"], [], true, true, nil),
            (["VideoCamera", "ObjectDetector"], [], true, true, nil),
            // Not a camera, or one that detects nothing: nobody chose it.
            (["ObjectDetector"], [], true, false, nil),
            (["Camera"], [], true, false, nil),
            (["Camera"], ["50"], false, false, "does not detect objects"),
            (["Camera", "ObjectDetector"], ["50", "60"], false, false, "left to Smart Notifier"),
            (["Camera", "ObjectDetector"], ["61", "50"], false, false, "left to Alerts"),
            (["Camera", "ObjectDetector"], ["61"], true, false, "left to Alerts"),
            // The rival's device is gone.
            (["Camera", "ObjectDetector"], ["50", "99"], false, true, nil),
        ] as [([String], [String], Bool, Bool, String?)])
    func choice(interfaces: [String], mixins: [String], all: Bool, isWatched: Bool, refusal: String?) {
        let choice = Self.choice(interfaces: interfaces, mixins: mixins, all: all)
        #expect(choice.watched.map(\.id) == (isWatched ? ["4"] : []))
        #expect(choice.refusals.count == (refusal == nil ? 0 : 1))
        if let refusal { #expect(choice.refusals.first?.contains("Porch") == true && choice.refusals[0].contains(refusal)) }
    }

    @Test("Without our plugin's device no extension can be ours")
    func noPlugin() {
        #expect(Self.choice(interfaces: ["Camera", "ObjectDetector"], mixins: ["50"], all: false, plugin: nil).watched.isEmpty)
        #expect(Self.choice(interfaces: ["Camera", "ObjectDetector"], mixins: ["62"], all: true, plugin: nil).watched.count == 1)
    }
}
