import ScryptedRPC
import Testing

@testable import ScryptedBridge

@Suite("The settings on Scrypted's page")
struct BridgeSettingsTests {
    private static let taken: [(String, JSONValue, @Sendable (BridgeSettings) -> Bool)] = [
        ("notify", true, { $0.notify }),
        ("notify", "true", { $0.notify }),
        ("allCameras", true, { $0.allCameras }),
        ("notifiers", ["Phone", "TV", "Phone", ""], { $0.notifiers == ["Phone", "TV"] }),
        ("notifiers", "Phone", { $0.notifiers == ["Phone"] }),
        ("notifiers", nil, { $0.notifiers.isEmpty }),
        ("threshold", 0.6, { $0.threshold == 0.6 }),
        ("threshold", "0.6", { $0.threshold == 0.6 }),
        ("threshold", "", { $0.threshold == nil }),
        ("window", 90, { $0.window == 90 }),
        ("retention", "60", { $0.retention == 60 }),
        ("logLevel", "debug", { $0.logLevel == "debug" }),
    ]

    @Test("Values as the page sends them are understood", arguments: taken.indices)
    func good(index: Int) throws {
        let (key, value, isTaken) = Self.taken[index]
        var settings = BridgeSettings()
        settings.threshold = 0.5
        settings.notifiers = ["Old"]
        try settings.change(key, to: value)
        #expect(isTaken(settings))
    }

    @Test(
        "Values out of range change nothing, and a sentence says why",
        arguments: [
            ("fly", true, #"There is no setting "fly"."#),
            ("notify", "maybe", #""notify" must be one of: true, false."#),
            ("notifiers", [7], #""notifiers" must be a list of names."#),
            ("notifiers", ["key": "value"], #""notifiers" must be a list of names."#),
            ("threshold", 1.5, #""threshold" must be a number from -1 to 1."#),
            ("threshold", "nan", #""threshold" must be a number from -1 to 1."#),
            ("window", 0, #""window" must be a number from 1 to 86400."#),
            ("window", "soon", #""window" must be a number from 1 to 86400."#),
            ("window", 601, #""retention" must not be shorter than "window"."#),
            ("retention", 59, #""retention" must not be shorter than "window"."#),
            ("retention", 1e9, #""retention" must be a number from 1 to 604800."#),
            ("logLevel", "loud", #""logLevel" must be one of: trace, debug, info, notice, warning, error."#),
        ] as [(String, JSONValue, String)])
    func bad(key: String, value: JSONValue, sentence: String) {
        var settings = BridgeSettings()
        let error = #expect(throws: SettingError.self) { try settings.change(key, to: value) }
        #expect(error?.description == sentence)
        #expect(settings == BridgeSettings())
    }

    @Test("There is an end to notifiers")
    func bounds() {
        var settings = BridgeSettings()
        let many = JSONValue.array((0..<17).map { .string("\($0)") })
        #expect(throws: SettingError.tooMany(.notifiers, limit: 16)) { try settings.change("notifiers", to: many) }
    }

    @Test("Each setting has its row, with what can be chosen; chosen notifiers stay choosable while they are away")
    func page() throws {
        let rows = SettingsPage.rows(.notifying("Phone", "Gone"), notifiers: ["Phone", "TV"])
        #expect(rows.compactMap { $0["key"]?.string }.sorted() == BridgeSettings.Key.allCases.map(\.rawValue).sorted())
        #expect(rows.allSatisfy { $0["title"]?.string?.isEmpty == false && $0["type"]?.string != nil })
        let notifiers = try #require(rows.first { $0["key"] == "notifiers" })
        #expect(notifiers["value"] == ["Phone", "Gone"])
        #expect(notifiers["choices"] == ["Phone", "TV", "Gone"])
        #expect(notifiers["multiple"] == true)
    }

    @Test("The status says in words what is going on")
    func status() {
        let status = BridgeStatus()
        #expect(SettingsPage.rows(status.report, model: "m", instance: "i").allSatisfy { $0["readonly"] == true })
        status.update {
            $0.link = .attached(since: .init(milliseconds: 1_778_779_800_000))
            $0.watched = ["Porch", "Drive"]
            $0.refusals = ["Yard does not detect objects."]
            $0.notificationsSent = 3
            $0.lastError = "Phone: offline"
        }
        let values = SettingsPage.rows(status.report, model: "color-layout", instance: "x1").compactMap { $0["value"]?.string }
        #expect(
            values == [
                "since 2026-05-14T17:30:00Z", "Porch, Drive", "Yard does not detect objects.", "color-layout", "3",
                "Phone: offline",
                "x1",
            ])
    }
}
