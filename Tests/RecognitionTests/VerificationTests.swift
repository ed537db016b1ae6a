import Testing

@testable import Recognition

/// How often a followed person is looked at.
@Suite struct VerificationTests {
    /// A person followed on the porch, one picture a second; where the state asks for it, looked at.
    private struct Followed {
        var story = Story()
        var looks: [Int] = []

        mutating func picture(
            at second: Int, x: Int32 = 0, height: Int32 = 200, overlap: Int32 = 0, person: Int = 0
        ) {
            func row(_ appearance: Appearance) -> Sighting {
                .person(appearance, x: x, track: "t", height: height, overlap: overlap)
            }
            var sighting = row(.trackSuffices)
            if story.needsEmbedding(at: Double(second), sighting) == [true] {
                looks.append(second)
                sighting = row(.embedded(SyntheticPerson(person).embedding))
            }
            _ = story.picture(at: Double(second), sighting)
        }
    }

    @Test("agreement makes the next look later: 10, 30, then 60 seconds")
    func intervals() {
        var followed = Followed()
        for second in 0..<200 { followed.picture(at: second) }
        #expect(followed.looks == [0, 2, 32, 92, 152])
    }

    @Test(
        "whatever makes trackers mix people up brings the shortest interval back",
        arguments: [
            ("another box", 0, 200, 101, 0), ("out of sight", 3, 200, 0, 0), ("another size", 0, 251, 0, 0),
        ] as [(String, Int, Int32, Int32, Int)])
    func disturbed(name: String, gap: Int, height: Int32, overlap: Int32, _: Int) {
        var followed = Followed()
        for second in 0...50 { followed.picture(at: second) }
        #expect(followed.looks == [0, 2, 32])
        followed.picture(at: 51 + gap, height: height, overlap: overlap)
        for second in 52 + gap...60 + gap { followed.picture(at: second, height: height) }
        // Ten seconds after the last look have passed already; and the one after it does not wait longer.
        #expect(followed.looks == [0, 2, 32, 51 + gap])
        for second in 61 + gap...75 + gap { followed.picture(at: second, height: height) }
        #expect(followed.looks == [0, 2, 32, 51 + gap, 61 + gap], "\(name)")
    }

    @Test("a smaller change changes nothing")
    func undisturbed() {
        var followed = Followed()
        for second in 0...31 { followed.picture(at: second) }
        for second in 32...91 { followed.picture(at: second, height: 249, overlap: 100) }
        #expect(followed.looks == [0, 2, 32])
    }

    @Test("who was recognized for sure by two exemplars or more needs no second look")
    func sure() {
        var story = Story()
        _ = story.picture(at: 0, on: "drive", .person(0))
        _ = story.picture(at: 1, on: "drive", .person(.embedded(SyntheticPerson(0).resembling(15_000))))
        let seen = story.picture(at: 5, .person(0, track: "t"))[0]
        #expect(!seen.isNew && (seen.probabilitySeen?.value ?? 0) > 0.8)
        #expect(story.needsEmbedding(at: 8, .person(.trackSuffices, track: "t")) == [false])
        // By one only, it does.
        _ = story.picture(at: 20, on: "drive", .person(1))
        _ = story.picture(at: 21, .person(1, x: 900, track: "u"))
        #expect(story.needsEmbedding(at: 23, .person(.trackSuffices, x: 900, track: "u")) == [true])
    }

    @Test("a look that agrees only a little buys no time")
    func weakAgreement() {
        var story = Story()
        _ = story.picture(at: 0, .person(0, track: "t"))
        let weak = SyntheticPerson(0).resembling(6_700)
        for second in stride(from: 2.0, through: 11, by: 1) {
            _ = story.picture(at: second, .person(second == 2 ? .embedded(weak) : .trackSuffices, track: "t"))
        }
        #expect(story.needsEmbedding(at: 11.9, .person(.trackSuffices, track: "t")) == [false])
        #expect(story.needsEmbedding(at: 12.1, .person(.trackSuffices, track: "t")) == [true])
    }
}
