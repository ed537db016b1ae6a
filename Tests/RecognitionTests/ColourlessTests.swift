import Testing

@testable import Recognition

@Suite("Pictures without colours")
struct ColourlessTests {
    private func person(_ number: Int, chroma: Int32) -> Sighting {
        var sighting = Sighting.person(number)
        sighting.quality.chromaTenths = chroma
        return sighting
    }

    // A camera at night gives none at all; gray clothes before gray ground leave a little.
    @Test(
        "make crops be looked at without theirs for an hour; gray clothes do not",
        arguments: [(0, true), (9, true), (10, false), (29, false), (300, false)])
    func wanted(chroma: Int32, isWanted: Bool) {
        var story = Story()
        #expect(!story.state.wantsDesaturated(at: Story.time(0)))
        _ = story.picture(at: 0, person(1, chroma: chroma))
        #expect(story.state.wantsDesaturated(at: Story.time(1)) == isWanted)
        #expect(story.state.wantsDesaturated(at: Story.time(3_599)) == isWanted)
        #expect(!story.state.wantsDesaturated(at: Story.time(3_601)))
    }

    @Test("are compared as gray either way")
    func compared() {
        for chroma in [Int32(0), 20] {
            var story = Story()
            _ = story.picture(at: 0, person(1, chroma: chroma))
            let again = story.picture(at: 5, on: "drive", person(1, chroma: chroma))
            #expect(again.first?.isNew == false)
            #expect(again.first?.reasons.contains(.gray) == true)
        }
    }
}
