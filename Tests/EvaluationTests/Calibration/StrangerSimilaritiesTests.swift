import Recognition
import Testing

@testable import Evaluation

@Suite struct StrangerSimilaritiesTests {
    @Test("Only pairs of different people count, and person 0 is nobody")
    func pairs() throws {
        let crops: [LabelledCrop] = [
            .at(0, person: 1, camera: 1), .at(1, person: 1, camera: 1), .at(60, person: 2, camera: 1),
            .at(61, person: 2, camera: 2), .at(90, person: 0, camera: 1),
        ]
        let strangers = try #require(StrangerSimilarities(crops))
        #expect(strangers.pairs == 4)
        #expect(abs(strangers.floors.raw - 0.5) < 0.03)
        #expect(strangers.strict >= strangers.floors.raw)
        #expect(StrangerSimilarities([.at(0, person: 1, camera: 1), .at(9, person: 1, camera: 2)]) == nil)
    }

    @Test("Without what a camera adds to all its crops, different people are as unlike as chance has them")
    func centered() throws {
        // Every camera tints its crops by a third; people are drawn at random.
        let strangers = try #require(StrangerSimilarities(DrawnPeople.crops(people: 30, cameras: 1)))
        #expect(strangers.floors.raw > 0.05)
        #expect(abs(strangers.floors.centered) < strangers.floors.raw)
        #expect(strangers.floors.gray == strangers.floors.centered)
    }
}

@Suite struct SamePictureMistakesTests {
    private let calibration = Calibration(a: 20, b: 0.5, uncertainty: 0.01, samples: 1)

    @Test("Pairs of one picture that are as alike as a lone candidate must be are mistakes; the handicap takes some away")
    func shares() throws {
        // Eight directions whose mean is zero; what is added stays what it is without the mean.
        let circle = (0..<8).map {
            PictureLooks(camera: "c", embeddings: [LabelledCrop.at(Double($0) * 45, person: 1, camera: 1).embedding])
        }
        func two(_ a: Double, _ b: Double) -> PictureLooks {
            PictureLooks(camera: "c", embeddings: [a, b].map { LabelledCrop.at($0, person: 1, camera: 1).embedding })
        }
        // Cosines .98, .60 and −1; a lone candidate suffices at .564.
        let pictures = circle + [two(0, 10), two(180, 190), two(0, 53), two(180, 233), two(90, 270), two(0, 180)]
        let found = try #require(SamePictureMistakes(pictures, calibration: calibration, handicap: 0.2))
        #expect(found.pairs == 6)
        #expect(abs(found.share - 4.0 / 6) < 1e-9)
        #expect(abs(found.shareWithHandicap - 2.0 / 6) < 1e-9)
    }

    @Test("Pictures of one person tell nothing")
    func alone() {
        let one = PictureLooks(camera: "c", embeddings: [LabelledCrop.at(0, person: 1, camera: 1).embedding])
        #expect(SamePictureMistakes([one, one], calibration: calibration, handicap: 0.08) == nil)
    }
}
