import Foundation
import Testing

@testable import Evaluation

@Suite struct HTMLReportTests {
    @Test("needs nothing from elsewhere")
    func selfContained() throws {
        let folder = try TemporaryFolder()
        let html = HTMLReport(.sample(crops: try DrawnCrop.files(4, in: folder))).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("<link"))
        #expect(!html.contains("http"))
        #expect(!html.contains("url("))
        #expect(html.components(separatedBy: "src=\"data:image/jpeg;base64,").count == 5)
        #expect(html.components(separatedBy: "src=").count == 5)
    }

    @Test("what was not measured is left out")
    func empty() {
        let html = HTMLReport(EvaluationReport(title: "Nothing yet")).html
        #expect(html.contains("<h1>Nothing yet</h1>"))
        for part in ["<table", "<figure", "<section", "<ul", "<dl", "<pre", "nan", "inf"] {
            #expect(!html.contains(part), "\(part)")
        }
    }

    @Test("names are shown, never obeyed")
    func escaping() {
        let nasty = "</title><script>alert('x')</script>&\"\u{1B}[2J"
        var report = EvaluationReport(title: nasty)
        report.model = nasty
        report.commandLine = nasty
        report.notes = [nasty]
        report.days = [
            .init(
                name: nasty, episodes: 1, current: .init(missedPersonRate: 0, duplicateRate: 0))
        ]
        report.costCurves = [
            .init(constant: nasty, name: nasty, points: [.init(value: 0, costPer100Episodes: 1)]),
            .init(constant: nasty, name: nasty + nasty, points: [.init(value: 1, costPer100Episodes: 1)], chosen: 0.5),
        ]
        report.mistakes = [.init(crop: "/" + nasty, other: nasty, sentence: nasty, similarity: .nan)]
        let html = HTMLReport(report).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("alert('"))
        #expect(!html.contains("\u{1B}"))
        #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"))
        #expect(html.contains("no picture"))
    }

    @Test("numbers that are none, or beyond everything, do no harm", arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func odd(number: Double) {
        var report = EvaluationReport.sample()
        report.threshold = number
        report.days = [.init(name: "odd", episodes: .max, current: .init(missedPersonRate: number, duplicateRate: 0))]
        report.costCurves = [
            .init(constant: "b", name: "all odd", points: [.init(value: number, costPer100Episodes: number)], chosen: number),
            .init(
                constant: "b", name: "one odd",
                points: [.init(value: 0.1, costPer100Episodes: 2), .init(value: 0.2, costPer100Episodes: number)]),
        ]
        report.reliability = [.init(predicted: number, observed: number, count: .min)]
        let html = HTMLReport(report).html
        #expect(html.components(separatedBy: "<figure").count == 6)
        #expect(!html.contains("nan%") && !html.contains("inf%"))
        #expect(!TerminalReport(report).text.isEmpty)
    }

    @Test("a crop that is no picture, or far too large, is shown as missing")
    func crops() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("no picture at all", to: "crop.jpg")
        #expect(CropPicture(file: text.path) == nil)
        #expect(CropPicture(file: folder.url.path) == nil)
        #expect(CropPicture(file: "/dev/zero") == nil)
        let crop = try #require(try DrawnCrop.files(1, in: folder).first)
        #expect(CropPicture(file: crop)?.height == 128)
    }

    @Test("comes back from JSON as it was, and names its measures as the contract does")
    func json() throws {
        let report = EvaluationReport.sample(crops: ["a", "b"])
        let json = try JSONEncoder().encode(report)
        let back = try JSONDecoder().decode(EvaluationReport.self, from: json)
        #expect(HTMLReport(back).html == HTMLReport(report).html)
        let text = String(decoding: json, as: UTF8.self)
        for key in [
            "rank1", "mAP", "mINP", "missedPersonRate", "duplicateRate", "clientMissedPersonRate", "clientDuplicateRate",
            "fragmentation",
            "violations", "cost", "ratio", "timeline", "clientCost", "inferencesPerRow",
        ] {
            #expect(text.contains("\"\(key)\":"), "\(key)")
        }
    }
}
