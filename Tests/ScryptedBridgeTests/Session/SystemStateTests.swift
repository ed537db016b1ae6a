import ScryptedRPC
import Testing

@testable import ScryptedBridge

@Suite("The server's state, as its messages leave it")
struct SystemStateTests {
    private static func state(_ devices: [String: JSONValue]) -> SystemState {
        var state = SystemState()
        state.replace(with: .object(devices))
        return state
    }

    private static let camera: JSONValue = [
        "name": ["value": "Porch", "stateTime": 1], "type": ["value": "Camera"], "pluginId": ["value": "@test/cam"],
        "interfaces": ["value": ["Camera", "ObjectDetector"]], "mixins": ["value": ["9"]], "room": [:],
    ]

    @Test("A device is what its records say; records without a value and unknown ones are nothing")
    func device() throws {
        let device = try #require(Self.state(["4": Self.camera]).devices["4"])
        #expect(device.name == "Porch")
        #expect(device.type == "Camera")
        #expect(device.pluginID == "@test/cam")
        #expect(device.interfaces == ["Camera", "ObjectDetector"])
        #expect(device.mixins == ["9"])
        #expect(Self.state(["4": ["name": [:]]]).devices["4"]?.name == "4")
    }

    @Test("A device's new state replaces the old one; null removes the device; what changes nothing is no change")
    func update() {
        var state = Self.state(["4": Self.camera])
        let same = state.update("4", Self.camera)
        let other = state.update("4", ["name": ["value": "Yard"]])
        #expect(state.devices["4"]?.interfaces == [])
        let gone = state.update("4", .null)
        let still = state.update("4", .null)
        #expect([same, other, gone, still] == [false, true, true, false])
        #expect(state.devices.isEmpty)
    }

    @Test(
        "Of the events only changes of known properties count, and not those that an extension sees alone",
        arguments: [
            (["property": "name"], ["value": "Yard"], "Yard"),
            (["property": "name"], [:], "4"),
            (["property": "name", "mixinId": "9"], ["value": "Yard"], "Porch"),
            (["property": "motionDetected"], ["value": true], "Porch"),
            (["eventInterface": "ObjectDetector"], ["value": "Yard"], "Porch"),
        ] as [(JSONValue, JSONValue, String)])
    func notify(details: JSONValue, data: JSONValue, name: String) {
        var state = Self.state(["4": Self.camera])
        let isChange = state.notify("4", details: details, data: data)
        #expect(isChange == (name != "Porch"))
        #expect(state.devices["4"]?.name == name)
        let isChangeOfAnother = state.notify("5", details: details, data: data)
        #expect(!isChangeOfAnother)
    }

    @Test("Devices are found by name, by plugin and by interface; of several the one with the lowest id")
    func lookup() {
        let plugin: JSONValue = ["pluginId": ["value": "@reid-service/ReID"], "interfaces": ["value": ["ScryptedPlugin"]]]
        let state = Self.state([
            "10": Self.camera, "9": Self.camera, "100": plugin, "11": ["pluginId": ["value": "@reid-service/ReID"]],
        ])
        #expect(state.device(named: "Porch", with: "Camera")?.id == "9")
        #expect(state.device(named: "Porch", with: "Notifier") == nil)
        #expect(state.device(ofPlugin: "@reid-service/ReID")?.id == "100")
        #expect(state.devices(with: "ObjectDetector").map(\.id) == ["9", "10"])
    }

    @Test("There is an end to devices, lists and texts")
    func bounds() {
        let many = Dictionary(uniqueKeysWithValues: (0..<9_000).map { ("\($0)", JSONValue.object([:])) })
        var state = Self.state(many)
        #expect(state.devices.count == SystemState.maximumDevices)
        state.update("new", Self.camera)
        #expect(state.devices["new"] == nil)
        let long = JSONValue.array((0..<1_000).map { .string("i\($0)") })
        state = Self.state([
            "0": ["interfaces": ["value": long], "name": ["value": .string(String(repeating: "x", count: 5_000))]]
        ])
        #expect(state.devices["0"]?.interfaces.count == SystemDevice.longestList)
        #expect(state.devices["0"]?.name == "0")
    }

    @Test(
        "A device converts what it says, by the method that belongs to the interface",
        arguments: [
            (
                ["interfaces": ["value": ["BufferConverter"]], "fromMimeType": ["value": "a"], "toMimeType": ["value": "b"]],
                "convert"
            ),
            (
                ["interfaces": ["value": ["MediaConverter"]], "converters": ["value": [["a", "b"], ["c", "d"]]]], "convertMedia"
            ),
            (["interfaces": ["value": []], "fromMimeType": ["value": "a"], "toMimeType": ["value": "b"]], nil),
            (["interfaces": ["value": ["MediaConverter"]], "converters": ["value": [["b", "a"]]]], nil),
        ] as [(JSONValue, String?)])
    func converts(state: JSONValue, method: String?) {
        #expect(Self.state(["1": state]).devices["1"]?.method(converting: "a", to: "b") == method)
    }

    @Test(
        "Whoever looks is told of every change once, of changes in the meantime together, and of the end", .timeLimit(.minutes(1))
    )
    func mirror() async {
        let mirror = StateMirror()
        var ticks = mirror.changes().makeAsyncIterator()
        #expect(await ticks.next() != nil)
        mirror.apply { $0.update("1", Self.camera) }
        mirror.apply { $0.update("2", Self.camera) }
        mirror.apply { $0.update("2", Self.camera) }
        #expect(await ticks.next() != nil)
        #expect(mirror.current.devices.count == 2)
        mirror.end()
        #expect(await ticks.next() == nil)
        var late = mirror.changes().makeAsyncIterator()
        #expect(await late.next() != nil)
        #expect(await late.next() == nil)
    }
}
