import Testing

@testable import Evaluation

@Suite struct TerminalReportTests {
    @Test("numbers stand one below the other")
    func columns() throws {
        var report = EvaluationReport(title: "Ablation")
        report.ablation = [
            .init(
                name: "nothing",
                costs: [.init(day: "home", costPer100Episodes: 3.61), .init(day: "busy", costPer100Episodes: 12)]),
            .init(name: "camera means", costs: [.init(day: "busy", costPer100Episodes: 120.25)]),
        ]
        let expected = """
            Ablation

            What each part is worth

            left out      home   busy
            ────────────  ────  ─────
            nothing        3.6   12.0
            camera means     –  120.2

            """
        #expect(TerminalReport(report).text == expected)
    }

    @Test("every part of a full report is there, and no line is broken")
    func full() {
        let text = TerminalReport(.sample(crops: ["a", "b"])).text
        for part in [
            "The real timeline", "Simulated days", "home, reference", "What each part is worth", "What each constant is worth",
            "Single situations",
            "0 before a fresh camera",
            "b (cosine): 0.365", "Ranking", "Whole pictures",
            "Open set, 10 people known",
            "at FPIR 0.1 %: similarity", "Worst mistakes", "P_seen 0.97",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(text.hasSuffix("\n"))
    }

    @Test("a name cannot move the cursor")
    func control() {
        #expect(TerminalReport(EvaluationReport(title: "a\u{1B}[2Jb\r")).text == "a[2Jb\n")
    }

    @Test(
        "figures are written as people read them",
        arguments: [
            (ReportFigure.percent(0.0123), "1.23 %"), (ReportFigure.decimal(-0.5), "−0.50"),
            (ReportFigure.decimal(-0.001), "0.00"),
            (ReportFigure.decimal(.infinity), "–"), (ReportFigure.decimal(nil), "–"),
            (ReportFigure.count(1_234_567), "1\u{202F}234\u{202F}567"),
            (ReportFigure.count(-12), "−12"), (ReportFigure.count(nil), "–"),
        ])
    func figures(text: String, expected: String) {
        #expect(text == expected)
    }
}
