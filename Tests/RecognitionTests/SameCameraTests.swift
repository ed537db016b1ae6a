import Foundation
import Testing

@testable import Recognition

/// Different people before one camera share its ground and its light.
@Suite struct SameCameraTests {
    /// a = 22, b = .38: a lone candidate suffices at .438, on its own camera at .518.
    private static func story() -> Story { Story(MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)) }

    @Test(
        "on the camera of the exemplars a lone candidate has to resemble them by .08 more",
        arguments: [("drive", 0.44, true), ("porch", 0.44, false), ("porch", 0.51, false), ("porch", 0.525, true)])
    func handicap(camera: String, similarity: Double, isSeen: Bool) {
        var story = Self.story()
        _ = story.picture(at: 0, on: "porch", .person(0))
        let looks = SyntheticPerson(0).resembling(Int16(similarity * 16_384))
        let decision = story.picture(at: 5, on: camera, .person(.embedded(looks)))[0]
        #expect(decision.isNew == !isSeen)
        // People are told how alike they are, whatever it counts.
        #expect(abs((decision.similarity?.value ?? 0) - similarity) < 1e-3)
        #expect(decision.reasons.contains(.sameCamera) == (camera == "porch" && !isSeen))
    }

    @Test("it counts per exemplar: half of them from elsewhere, half of the handicap")
    func perExemplar() {
        var story = Self.story()
        _ = story.picture(at: 0, on: "porch", .person(0))
        _ = story.picture(at: 1, on: "drive", .person(.embedded(SyntheticPerson(0).resembling(15_000, awayTo: 62))))
        let decision = story.picture(
            at: 5, on: "porch", .person(.embedded(SyntheticPerson(0).resembling(9_000, awayTo: 61))))[0]
        // The mean of two cosines, of which one counts .08 less.
        let mean = (9_000.0 / 16_384) * (1 + 15_000.0 / 16_384) / 2
        let weight = exp(22 * (mean - 0.04 - 0.38))
        #expect(abs((decision.probabilitySeen?.value ?? 0) - weight / (weight + 1.2)) < 2e-3)
    }

    @Test("a track is verified by what it looks like, wherever that was learned")
    func verification() {
        var story = Self.story()
        _ = story.picture(at: 0, .person(0, track: "t"))
        let decision = story.picture(
            at: 1.5, .person(.embedded(SyntheticPerson(0).resembling(6_500)), track: "t"))[0]
        #expect(decision.reasons == [.track, .verified])
    }
}

/// Who was seen together with somebody is made likelier by them, but not out of nothing.
@Suite struct CompanyTests {
    @Test(
        "company counts from .10 below b on: beneath, a stranger beside somebody's companion stays one",
        arguments: [(0.04, true), (0.27, true), (0.29, false), (0.36, false)])
    func reach(similarity: Double, isNew: Bool) {
        var story = Story()
        _ = story.picture(at: 0, .person(0, x: 0), .person(1, x: 500))
        let stranger = SyntheticPerson(1).resembling(Int16(similarity * 16_384))
        let decisions = story.picture(at: 5, on: "drive", .person(0, x: 0), .person(.embedded(stranger), x: 500))
        #expect(!decisions[0].isNew)
        #expect(decisions[1].isNew == isNew)
        #expect(decisions[1].reasons.contains(.partner) == !isNew)
    }
}
