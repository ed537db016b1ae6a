import Testing

@testable import Recognition

@Suite struct PictureGroupingTests {
    static func row(
        _ className: String, _ x: Int32, _ y: Int32, _ width: Int32, _ height: Int32, score: Int32 = 900,
        label: String? = nil, labelScore: Int32? = nil, track: String? = nil
    ) -> Detection {
        Detection(
            className: className, box: BoundingBox(x: x, y: y, width: width, height: height), scorePermille: score,
            label: label, labelScorePermille: labelScore, track: track)
    }

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var rows: [Detection]
        var subjectOfRow: [Int]
    }

    static let cases: [Case] = [
        Case(
            testDescription: "two boxes with IoU 0.9 are one person, 0.67 are two",
            rows: [row("person", 0, 0, 100, 200), row("person", 5, 0, 100, 200), row("person", 25, 0, 100, 200)],
            subjectOfRow: [0, 0, 1]),
        Case(
            testDescription: "a chain of overlaps does not make one person of its ends",
            rows: [
                row("person", 0, 0, 100, 200), row("person", 15, 0, 100, 200, score: 800), row("person", 30, 0, 100, 200),
            ], subjectOfRow: [0, 0, 1]),
        Case(
            testDescription: "two names are two people, however much the boxes agree",
            rows: [row("person", 0, 0, 100, 200, label: "Ann"), row("person", 1, 0, 100, 200, label: "Bob")],
            subjectOfRow: [0, 1]),
        Case(
            testDescription: "a face belongs to the smallest body around its centre, wherever it stands in the rows",
            rows: [row("face", 40, 10, 20, 20), row("person", 0, 0, 300, 300), row("person", 20, 0, 80, 200)],
            subjectOfRow: [0, 1, 0]),
        Case(
            testDescription: "a face outside every body is a subject of its own",
            rows: [row("person", 0, 0, 100, 200), row("face", 400, 10, 20, 20)], subjectOfRow: [0, 1]),
        Case(
            testDescription: "other classes are never grouped",
            rows: [row("vehicle", 0, 0, 100, 200), row("vehicle", 0, 0, 100, 200), row("person", 0, 0, 100, 200)],
            subjectOfRow: [0, 1, 2]),
        Case(
            testDescription: "impossible boxes are never grouped",
            rows: [
                Detection(className: "person", box: nil, scorePermille: 900),
                Detection(className: "face", box: nil, scorePermille: 900), row("person", 0, 0, 100, 200),
            ], subjectOfRow: [0, 1, 2]),
        Case(
            testDescription: "scores at the ends of the number range trap nowhere",
            rows: [
                row("person", 0, 0, 100, 200, score: .min), row("person", 500, 0, 100, 200, score: .max),
                row("person", -BoundingBox.limit, 0, BoundingBox.limit, BoundingBox.limit, score: 0),
            ], subjectOfRow: [0, 1, 2]),
        Case(testDescription: "no rows, no subjects", rows: [], subjectOfRow: []),
    ]

    @Test("rows that show one person become one subject", arguments: cases)
    func grouping(_ example: Case) {
        let grouping = PictureGrouping(example.rows)
        #expect(grouping.subjectOfRow == example.subjectOfRow)
        #expect(grouping.subjects.count == (example.subjectOfRow.max() ?? -1) + 1)
    }

    @Test("the best score represents its group, and lends nothing it has not")
    func representative() {
        let grouping = PictureGrouping([
            Self.row("person", 5, 0, 100, 200, score: 700, track: "t1"), Self.row("person", 0, 0, 100, 200, score: 950),
        ])
        #expect(grouping.subjects.count == 1)
        #expect(grouping.subjects.first?.box?.x == 0)
        #expect(grouping.subjects.first?.scorePermille == 950)
        #expect(grouping.subjects.first?.track == "t1")
    }

    @Test(
        "a face lends its name when the body has none or the face is surer",
        arguments: [
            (nil, nil, "Ann"), ("Bob", 800, "Ann"), ("Bob", 950, "Bob"), ("Bob", nil, "Ann"),
        ] as [(String?, Int32?, String)])
    func names(bodyLabel: String?, bodyScore: Int32?, expected: String) {
        let grouping = PictureGrouping([
            Self.row("person", 0, 0, 100, 200, label: bodyLabel, labelScore: bodyScore),
            Self.row("face", 40, 10, 20, 20, label: "Ann", labelScore: 900),
        ])
        #expect(grouping.subjects.map(\.label) == [expected])
    }

    @Test("what is never compared says why")
    func unusable() {
        let grouping = PictureGrouping([
            Self.row("person", 0, 0, 100, 200), Self.row("face", 400, 10, 20, 20), Self.row("animal", 0, 0, 50, 50),
            Detection(className: "person", box: nil, scorePermille: 900),
        ])
        #expect(grouping.subjects.map(\.unusable) == [nil, .faceWithoutBody, .otherClass, .invalidBox])
    }

    @Test("overlap is the share of the own area under another person, not under a dog")
    func overlap() {
        let grouping = PictureGrouping([
            Self.row("person", 0, 0, 100, 200), Self.row("person", 50, 0, 400, 200), Self.row("animal", 0, 0, 100, 200),
        ])
        #expect(grouping.subjects.map(\.overlapPermille) == [500, 125, 0])
    }
}
