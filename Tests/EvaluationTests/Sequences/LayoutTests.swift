import Foundation
import Recognition
import Testing

@testable import Evaluation

@Suite struct LayoutTests {
    @Test("MOT: pedestrians that can be seen, in pictures that are there, from pixel 0 on")
    func mot() throws {
        let folder = try TemporaryFolder()
        try folder.write("[Sequence]\nname=X\nimDir=img1\nframeRate=10\nimExt=.jpg\n", to: "A/seqinfo.ini")
        try folder.write(
            """
            2,7,101,51,40.4,120,1,1,1.0
            1,7,99,51,40,120,1,1,0.9
            1,8,1,1,40,120,0,1,1
            1,9,1,1,40,120,1,3,1
            1,10,1,1,40,120,1,1,0.1
            3,7,1,1,40,120,1,1,1
            """, to: "A/gt/gt.txt")
        for name in ["000001", "000002"] { try folder.write("", to: "A/img1/\(name).jpg") }
        let sequence = try #require(try MOTLayout().sequences(in: folder.url).first)
        #expect(sequence.name == "A")
        #expect(sequence.pictures.map { $0.time.since(PictureSequence.start) } == [0, 100])
        #expect(sequence.pictures[0].people == [.init(id: 7, box: BoundingBox(x: 98, y: 50, width: 40, height: 120)!)])
        #expect(sequence.pictures[1].people.map(\.id) == [7])
    }

    @Test("MOT: what is no row of numbers is named by its line; a folder without sequences and one without pictures are refused")
    func motErrors() throws {
        let folder = try TemporaryFolder()
        #expect(throws: SequenceError.self) { try MOTLayout().sequences(in: folder.url) }
        try folder.write("frameRate=25", to: "seqinfo.ini")
        try folder.write("1,1,1,1,40,120,1,1,1\nperson,1,2\n", to: "gt/gt.txt")
        let file = folder.url.appendingPathComponent("gt/gt.txt").path
        #expect(throws: SequenceError.malformed(file: file, line: 2)) { try MOTLayout().sequences(in: folder.url) }
        try folder.write("1,1,1,1,40,120,1,1,1\n", to: "gt/gt.txt")
        #expect(throws: SequenceError.noPictures(folder.url.path)) { try MOTLayout().sequences(in: folder.url) }
    }

    @Test("frames: in order of time over all cameras, 25 a second")
    func frames() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            [{"frame": "c2s1_000075", "pid": 3, "cam": 2, "xywh": [1, 2, 30, 60]},
             {"frame": "c1s1_000050", "pid": 3, "cam": 1, "xywh": [5, 6, 30, 60]},
             {"frame": "c2s1_000075", "pid": 4, "cam": 2, "xywh": [100, 2, 30, 60]}]
            """, to: "boxes.json")
        for name in ["c2s1_000075", "c1s1_000050"] { try folder.write("", to: "frames/\(name).jpg") }
        let sequence = try FramesLayout().sequence(in: folder.url)
        #expect(sequence.pictures.map(\.camera.id) == ["c1", "c2"])
        #expect(sequence.pictures[1].time.since(sequence.pictures[0].time) == 1_000)
        #expect(sequence.pictures[1].people.map(\.id) == [3, 4])
    }

    @Test("frames: a name that says nothing about time is refused")
    func framesErrors() throws {
        let folder = try TemporaryFolder()
        #expect(throws: SequenceError.self) { try FramesLayout().sequence(in: folder.url) }
        try folder.write(#"[{"frame": "holiday", "pid": 3, "cam": 2, "xywh": [1, 2, 30, 60]}]"#, to: "boxes.json")
        #expect(throws: SequenceError.self) { try FramesLayout().sequence(in: folder.url) }
    }
}
