import Foundation
import Recognition

/// Reads `boxes.json` with the frames it speaks of, `frames/c1s1_001051.jpg`, ….
///
/// A frame's name says camera, sequence and number; the cameras of one sequence count from the same moment, 25 a second.
package struct FramesLayout: Sendable {
    package init() {}

    private struct Row: Decodable {
        var frame: String
        var pid: Int
        var cam: Int
        var xywh: [Double]
    }

    /// All frames of the folder as one sequence.
    package func sequence(in folder: URL) throws -> PictureSequence {
        let file = folder.appendingPathComponent("boxes.json")
        guard let bytes = try? Data(contentsOf: file) else { throw SequenceError.unreadable(file.path) }
        let rows = try JSONDecoder().decode([Row].self, from: bytes)

        var pictures: [String: PictureSequence.Picture] = [:]
        for (index, row) in rows.enumerated() {
            guard let time = Self.time(ofFrame: row.frame), row.xywh.count == 4,
                let box = BoundingBox(left: row.xywh[0], top: row.xywh[1], width: row.xywh[2], height: row.xywh[3])
            else { throw SequenceError.malformed(file: file.path, line: index + 1) }
            let camera = Camera(id: "c\(row.cam)", name: "c\(row.cam)")
            let path = folder.appendingPathComponent("frames/\(row.frame).jpg").path
            pictures[row.frame, default: .init(file: path, camera: camera, time: time, people: [])].people
                .append(.init(id: row.pid, box: box))
        }
        let known = pictures.values.filter { FileManager.default.fileExists(atPath: $0.file) }
            .sorted { ($0.time.milliseconds, $0.file) < ($1.time.milliseconds, $1.file) }
        guard !known.isEmpty else { throw SequenceError.noPictures(folder.path) }
        return PictureSequence(name: folder.lastPathComponent, pictures: known)
    }

    /// Sequences follow one another an hour apart, so that nobody is remembered from one to the next.
    private static func time(ofFrame name: String) -> Timestamp? {
        guard let match = name.wholeMatch(of: /c\d{1,3}s(\d{1,3})_(\d{1,9})/), let sequence = Int64(match.1),
            let frame = Int64(match.2)
        else { return nil }
        return Timestamp(milliseconds: PictureSequence.start.milliseconds + sequence * 3_600_000 + frame * 40)
    }
}
