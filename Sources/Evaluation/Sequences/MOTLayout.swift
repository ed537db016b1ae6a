import Foundation
import Recognition

/// Reads sequences in the layout of the MOT challenge: `seqinfo.ini`, `gt/gt.txt` and `img1/000001.jpg`, ….
package struct MOTLayout: Sendable {
    /// People of whom less is to be seen are left out: no detector finds them either. 0…1.
    package var minimumVisibility = 0.25

    package init() {}

    /// One sequence, or all those inside the folder, by name.
    package func sequences(in folder: URL) throws -> [PictureSequence] {
        if isSequence(folder) { return [try sequence(in: folder)] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let folders = names.sorted().map { folder.appendingPathComponent($0, isDirectory: true) }.filter(isSequence)
        guard !folders.isEmpty else { throw SequenceError.unreadable(folder.appendingPathComponent("gt/gt.txt").path) }
        return try folders.map(sequence)
    }

    private func isSequence(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("gt/gt.txt").path)
    }

    private func sequence(in folder: URL) throws -> PictureSequence {
        let facts = try Self.facts(folder.appendingPathComponent("seqinfo.ini"))
        let rate = facts["frameRate"].flatMap(Double.init).flatMap { $0 > 0 && $0.isFinite ? $0 : nil } ?? 25
        let pictures = folder.appendingPathComponent(facts["imDir"] ?? "img1", isDirectory: true)
        let ending = facts["imExt"] ?? ".jpg"
        let camera = Camera(id: folder.lastPathComponent, name: folder.lastPathComponent)
        let people = try people(folder.appendingPathComponent("gt/gt.txt"))

        let sequence = PictureSequence(
            name: folder.lastPathComponent,
            pictures: people.keys.sorted().compactMap { frame in
                let digits = String(frame)
                let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ending
                let file = pictures.appendingPathComponent(name).path
                // Part of a sequence may be there: what has no picture was not seen.
                guard FileManager.default.fileExists(atPath: file) else { return nil }
                let milliseconds = Int64((Double(frame - 1) / rate * 1000).rounded())
                return .init(
                    file: file, camera: camera,
                    time: Timestamp(milliseconds: PictureSequence.start.milliseconds + milliseconds),
                    people: people[frame, default: []])
            })
        guard !sequence.pictures.isEmpty else { throw SequenceError.noPictures(folder.path) }
        return sequence
    }

    private static func facts(_ file: URL) throws -> [String: String] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { throw SequenceError.unreadable(file.path) }
        var facts: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { facts[parts[0]] = parts[1] }
        }
        return facts
    }

    /// Columns: frame, id, left, top, width, height, whether it counts, class (1 is a pedestrian), visibility.
    private func people(_ file: URL) throws -> [Int: [PictureSequence.Person]] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { throw SequenceError.unreadable(file.path) }
        var people: [Int: [PictureSequence.Person]] = [:]
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let row = line.split(separator: ",").compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
            guard row.count >= 6, let frame = Int(exactly: row[0]), (1...10_000_000).contains(frame),
                let id = Int(exactly: row[1])
            else { throw SequenceError.malformed(file: file.path, line: index + 1) }
            let counts = row.count < 7 || row[6] != 0
            let isPedestrian = row.count < 8 || row[7] == 1
            let visibility = row.count < 9 ? 1 : row[8]
            // The layout counts pixels from 1.
            guard counts, isPedestrian, visibility >= minimumVisibility,
                let box = BoundingBox(left: row[2] - 1, top: row[3] - 1, width: row[4], height: row[5])
            else { continue }
            people[frame, default: []].append(.init(id: id, box: box))
        }
        return people
    }
}
