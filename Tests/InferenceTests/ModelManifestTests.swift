import Foundation
import Recognition
import Testing

@testable import Inference

@Suite("Model manifests")
struct ModelManifestTests {
    @Test("every built-in one is there and sound")
    func builtIn() throws {
        #expect(
            ModelManifest.builtIn.map(\.name) == [
                "color-layout", "osnet-ain-x1.0-multisource", "osnet-x1.0", "osnet-x0.25", "person-reid-retail-0277",
                "person-reid-retail-0288", "osnet-ain-x1.0-random",
            ])
        #expect(ModelManifest.builtIn.filter { $0.purpose == .benchmark }.map(\.name) == ["osnet-ain-x1.0-random"])
        #expect(ModelManifest.builtIn.filter { $0.file.url != nil }.map(\.name) == [ModelManifest.preferredName])
        #expect(ModelManifest.builtIn.first?.name == ModelManifest.embeddedName)
    }

    /// Raw threshold = mean of what 1 % and 0.1 % of different people reach; slopes as calibrated.
    @Test(
        "a lone candidate matches exactly at the threshold",
        arguments: [
            ("osnet-ain-x1.0-multisource", 0.60, 16.0), ("osnet-x1.0", (0.692 + 0.776) / 2, 16),
            ("osnet-x0.25", (0.709 + 0.789) / 2, 16), ("person-reid-retail-0277", (0.341 + 0.487) / 2, 22),
            ("person-reid-retail-0288", (0.382 + 0.506) / 2, 22),
        ])
    func thresholds(name: String, threshold: Double, slope: Double) throws {
        let manifest = try #require(ModelManifest.builtIn.first { $0.name == name })
        let policy = manifest.policy()
        // Where the cameras' means are used, until they are known.
        let isCalibrated = policy.usesCameraMeans
        let a = Double(isCalibrated ? policy.rawSlopeMilli : policy.slopeMilli) / 1_000
        let b = Double(isCalibrated ? policy.rawOffsetMicro : policy.offsetMicro) / 1_000_000
        #expect(a == slope)
        #expect(isCalibrated)
        // w(match) = exp(a(T − b)) = 3.6: three quarters against 1.2 for new.
        #expect(abs(exp(a * (threshold - b)) - 3.6) < 1e-3)
    }

    @Test("a person's threshold wins, the slope stays the model's")
    func override() throws {
        let manifest = ModelManifest.sample(thresholds: .init(raw: .init(a: 16, b: 0.3), calibrated: nil))
        #expect(manifest.policy().rawSlopeMilli == 16_000 && manifest.policy().rawOffsetMicro == 300_000)
        #expect(manifest.policy(threshold: 0.7) == MatchPolicy(threshold: 0.7, slope: 16))
        let plain = ModelManifest.sample(thresholds: .init(threshold: 0.5))
        #expect(plain.policy().rawOffsetMicro == MatchPolicy(threshold: 0.5, slope: 16).offsetMicro)
    }

    @Test("a model of which nothing was measured is judged by the universal pair, and learns what strangers look like")
    func unmeasured() {
        let policy = ModelManifest.sample(thresholds: .init(threshold: 0.6, slope: 16)).policy()
        #expect(policy.usesCameraMeans && policy.slopeMilli == 16_000 && policy.offsetMicro == 260_000)
        #expect(policy.strangers?.strictMicro == 850_000 && policy.strangers?.learnedPairs == 30)
        #expect(policy.looks?.joinMicro == policy.rawThresholdMicro)
    }

    @Test("what was measured of a model is what decides")
    func measured() throws {
        for manifest in ModelManifest.builtIn where manifest.purpose == .recognition {
            let policy = manifest.policy()
            #expect(policy.usesCameraMeans)
            let isMeasured = manifest.name != ModelManifest.preferredName
            #expect((manifest.thresholds.floors != nil) == isMeasured)
            #expect((manifest.thresholds.isAssumed == true) == !isMeasured)
            #expect((policy.strangers?.learnedPairs == nil) == isMeasured)
            guard let floors = manifest.thresholds.floors else { continue }
            #expect(policy.strangers?.rawMicro == Int64((floors.raw * 1_000_000).rounded()))
            #expect(policy.strangers?.grayMicro == Int64((floors.gray * 1_000_000).rounded()))
            #expect(try #require(manifest.thresholds.strict) > floors.raw)
        }
    }

    @Test("no number from outside can overflow the policy", arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func extremes(threshold: Double) {
        let policy = ModelManifest.sample().policy(threshold: threshold)
        #expect(abs(policy.offsetMicro) <= 2_000_000)
    }

    @Test("survives being written and read")
    func roundTrip() throws {
        for manifest in ModelManifest.builtIn + [.sample()] {
            #expect(try ModelManifest(parsing: manifest.json()) == manifest)
        }
    }

    /// A path into the JSON, what is put there (nil removes it), and the field that the sentence must name.
    static let wrong: [(String, String?, String)] = [
        ("schema", "2", "schema"), ("schema", nil, "schema"), ("name", "\"\"", "name"), ("name", "\"../up\"", "name"),
        ("name", "\"A\"", "name"), ("name", "7", "name"), ("version", "\"\"", "version"),
        ("purpose", "\"fun\"", "purpose"), ("licence", nil, "licence"), ("provenance", "null", "provenance"),
        ("file.name", "\"../../etc/passwd\"", "file.name"), ("file.name", "\".hidden\"", "file.name"),
        ("file.name", "\"a b\"", "file.name"), ("file.url", "\"http://example.org/m.onnx\"", "file.url"),
        ("file.url", "\"file:///m.onnx\"", "file.url"), ("file.url", "\"https://\"", "file.url"),
        ("file.size", "0", "file.size"), ("file.size", "1.5", "file.size"), ("file.size", "9999999999", "file.size"),
        ("file.sha256", "\"ABC\"", "file.sha256"), ("file.gitBlob", "\"12\"", "file.gitBlob"),
        ("input", nil, "input"), ("input", "3", "input"), ("input.name", "\"\"", "input.name"),
        ("input.layout", "\"chw\"", "input.layout"), ("input.width", "0", "input.width"),
        ("input.width", "\"128\"", "input.width"), ("input.height", "100000", "input.height"),
        ("input.height", "1e400", ""), ("input.colorOrder", "\"gbr\"", "input.colorOrder"),
        ("input.scale", "0", "input.scale"), ("input.mean", "[1,2]", "input.mean"),
        ("input.mean", "[1,2,\"x\"]", "input.mean.2"), ("input.std", "[0,1,1]", "input.std"),
        ("input.resize", "\"nearest\"", "input.resize"), ("output.dimension", "0", "output.dimension"),
        ("output.dimension", "5000", "output.dimension"), ("output.unitLength", "1", "output.unitLength"),
        ("thresholds", "{}", "thresholds"), ("thresholds.threshold", "1.5", "thresholds.threshold"),
        ("thresholds.slope", "0", "thresholds.slope"), ("thresholds.raw", "{\"a\":22,\"b\":0.3}", "thresholds"),
        ("thresholds.calibrated", "{\"a\":22}", "thresholds.calibrated.b"), ("thresholds.strict", "2", "thresholds.strict"),
        ("thresholds.floors", "{\"raw\":0.1,\"centered\":-2,\"gray\":0}", "thresholds.floors.centered"),
        ("golden", "{\"picture\":\"red-jacket\",\"values\":[],\"tolerance\":0.001}", "golden.values"),
        ("golden", "{\"picture\":\"cat\",\"values\":[1],\"tolerance\":0.001}", "golden.picture"),
        ("golden", "{\"picture\":\"red-jacket\",\"values\":[1],\"tolerance\":0}", "golden.tolerance"),
    ]

    @Test("a wrong one is refused with a sentence that names the field", arguments: wrong)
    func refuses(path: String, value: String?, field: String) throws {
        let text = try Self.changed(path: path, to: value)
        let error = try #require(throws: ModelError.self) { try ModelManifest(parsing: Array(text.utf8)) }
        if case .manifestField(let named, let problem) = error {
            #expect(named == field)
            #expect(!problem.isEmpty)
        } else {
            #expect(field.isEmpty, "\(error)")
        }
        #expect("\(error)".hasPrefix("The manifest") && "\(error)".hasSuffix("."))
    }

    @Test("what is no JSON object is refused", arguments: ["", "[]", "{", "null", "\"x\"", "{\"schema\":1", "\u{FEFF}"])
    func noObject(text: String) {
        #expect(throws: ModelError.self) { try ModelManifest(parsing: Array(text.utf8)) }
    }

    @Test("one that is too large is refused unread")
    func tooLarge() {
        let bytes = [UInt8](repeating: UInt8(ascii: " "), count: ModelManifest.maximumBytes + 1)
        #expect(throws: ModelError.self) { try ModelManifest(parsing: bytes) }
    }

    /// The sample as JSON text with one value replaced by any text, so that impossible JSON can be tried as well.
    private static func changed(path: String, to value: String?) throws -> String {
        let json = try JSONSerialization.jsonObject(with: Data(ModelManifest.sample().json()))
        let marker = "@@here@@"
        func replaced(_ object: Any, _ keys: ArraySlice<Substring>) -> Any {
            guard let key = keys.first, var fields = object as? [String: Any] else { return marker }
            let rest = keys.dropFirst()
            fields[String(key)] = rest.isEmpty && value == nil ? nil : replaced(fields[String(key)] ?? [:], rest)
            return fields
        }
        let changed = replaced(json, path.split(separator: ".")[...])
        let text = String(decoding: try JSONSerialization.data(withJSONObject: changed), as: UTF8.self)
        return text.replacingOccurrences(of: "\"\(marker)\"", with: value ?? "")
    }
}
