import Recognition
import Testing

@testable import Evaluation

@Suite struct RealTimelineTests {
    private static let embedding = Embedding(components: [16_384, 0])

    private func crop(_ person: Int, camera: Int, sequence: Int = 1, second: Double) -> LabelledCrop {
        LabelledCrop(
            person: person, camera: camera, sequence: sequence, frame: Int((second * 25).rounded()),
            file: "\(person)-\(camera)-\(sequence)-\(second)", embedding: Self.embedding, desaturated: Self.embedding,
            quality: Quality(width: 64, height: 128))
    }

    private func pictures(
        _ crops: [LabelledCrop], density: Scenario.Density = .all, _ trackIDs: Scenario.TrackIDs = .switched(percent: 0),
        seed: UInt64 = 1
    ) -> [ScriptedPicture] {
        ScenarioScript(.timeline(.init(density, trackIDs)), crops: crops, seed: seed).pictures
    }

    @Test(
        "Clocks of cameras that run apart are put right",
        arguments: [
            // sequence, camera, seconds that are added
            (1, 2, 0), (2, 2, 100), (2, 6, 258), (2, 3, 0), (3, 2, 244), (3, 6, -925), (3, 5, 0), (5, 4, 28), (5, 1, 0),
            (6, 4, -20),
        ])
    func clocks(sequence: Int, camera: Int, seconds: Int64) {
        let one = crop(1, camera: camera, sequence: sequence, second: 2_000)
        #expect(RealTimeline.clock(of: one) == (2_000 + seconds) * 1_000)
    }

    @Test("Pictures come in order of the corrected clocks")
    func order() {
        let shown = pictures([
            crop(1, camera: 2, sequence: 2, second: 10), crop(2, camera: 3, sequence: 2, second: 105),
            crop(3, camera: 3, sequence: 2, second: 120),
        ])
        #expect(shown.map { $0.rows[0].person } == [2, 1, 3])
        #expect(shown.map(\.time) == [0, 5_000, 15_000])
    }

    @Test("Cameras 1 and 4 form sessions of their own from sequence 2 on, and sessions lie five hours apart")
    func sessions() {
        let shown = pictures([
            crop(1, camera: 1, second: 0), crop(1, camera: 2, second: 30), crop(2, camera: 2, sequence: 2, second: 0),
            crop(2, camera: 3, sequence: 2, second: 100), crop(3, camera: 1, sequence: 2, second: 50),
            crop(3, camera: 4, sequence: 2, second: 60),
        ])
        let gap = RealTimeline.sessionGapMs
        #expect(shown.map(\.camera) == [1, 2, 2, 3, 1, 4])
        #expect(zip(shown.dropFirst(), shown).map { $0.time - $1.time } == [30_000, gap, 0, gap, 10_000])
    }

    @Test("One picture per camera and instant shows everyone of it, each once, side by side; person 0 is left out")
    func onePicture() throws {
        let shown = pictures([
            crop(1, camera: 1, second: 1), crop(2, camera: 1, second: 1), crop(2, camera: 1, second: 1),
            crop(0, camera: 1, second: 1), crop(1, camera: 2, second: 1),
        ])
        #expect(shown.map(\.rows.count) == [2, 1])
        let rows = try #require(shown.first).rows
        #expect(rows.map(\.person) == [1, 2])
        #expect(Set(rows.map(\.place)).count == 2 && Set(rows.map(\.track)).count == 2)
    }

    @Test("A track goes on for five seconds, and its person keeps the place in the picture")
    func tracks() {
        let shown = pictures([
            crop(2, camera: 1, second: 0), crop(1, camera: 1, second: 0), crop(1, camera: 1, second: 5),
            crop(1, camera: 1, second: 10.04), crop(1, camera: 2, second: 11),
        ])
        let ids = shown.map { $0.rows[0].track }
        let rowsOfOne = shown.flatMap(\.rows).filter { $0.person == 1 }
        #expect(ids.allSatisfy { $0 != nil })
        #expect(rowsOfOne[0].track == rowsOfOne[1].track && rowsOfOne[0].place == rowsOfOne[1].place)
        #expect(Set(rowsOfOne.map(\.track)).count == 3)
    }

    @Test("The given share of a track's pictures switches its id, and without trackers there are none")
    func switches() {
        let crops = (0..<4_000).map { crop($0 % 10 + 1, camera: 1, second: Double($0 / 10)) }
        func share(_ trackIDs: Scenario.TrackIDs) -> Double {
            let rows = Dictionary(grouping: pictures(crops, trackIDs).flatMap(\.rows), by: \.person)
            let switched = rows.values.reduce(0) { $0 + zip($1, $1.dropFirst()).count { $0.track != $1.track } }
            return Double(switched) / 3_990
        }
        #expect(share(.switched(percent: 0)) == 0)
        #expect(abs(share(.switched(percent: 5)) - 0.05) < 0.02)
        #expect(abs(share(.switched(percent: 15)) - 0.15) < 0.03)
        #expect(pictures(crops, .none).flatMap(\.rows).allSatisfy { $0.track == nil })
    }

    @Test("Seeds choose the people of a half and a fifth, and only the switches where all come")
    func densities() {
        let crops = (1...50).map { crop($0, camera: 1, second: Double($0)) }
        func people(_ density: Scenario.Density, _ trackIDs: Scenario.TrackIDs = .none, seed: UInt64) -> [Int] {
            pictures(crops, density: density, trackIDs, seed: seed).flatMap(\.rows).map(\.person)
        }
        #expect(people(.all, seed: 1).count == 50 && people(.all, seed: 1) == people(.all, seed: 2))
        #expect(people(.half, seed: 1).count == 25 && people(.fifth, seed: 1).count == 10)
        #expect(people(.half, seed: 1) != people(.half, seed: 2))
        #expect(people(.half, seed: 1) == people(.half, .switched(percent: 15), seed: 1))
    }

    @Test("A file's name gives person, camera, sequence and the frame in it")
    func names() throws {
        let folder = try TemporaryFolder()
        let name = "0042_c6s3_001051_02.jpg"
        let entry = try #require(MarketFolder.entry(name, in: folder.url, isQuery: false))
        #expect(entry.person == 42 && entry.camera == 6 && entry.sequence == 3 && entry.frame == 1_051)
        #expect(MarketFolder.entry("-1_c6s3_001051_02.jpg", in: folder.url, isQuery: false) == nil)
    }
}
