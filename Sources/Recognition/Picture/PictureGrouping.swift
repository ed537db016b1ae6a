/// Which rows of one picture show the same person: bodies boxed twice, and faces with their bodies.
package struct PictureGrouping: Sendable, Hashable {
    /// In the order of their first rows.
    package let subjects: [Subject]
    /// For every row of the request, in order, the index of its subject.
    package let subjectOfRow: [Int]

    /// Quadratic in the number of rows; callers bound it.
    package init(_ detections: [Detection]) {
        var groups: [Subject] = []
        var groupOfRow = [Int?](repeating: nil, count: detections.count)
        func put(_ row: Int, into group: Int?, isBody: Bool) {
            if let group {
                groups[group].absorb(detections[row], isBody: isBody)
            } else {
                groups.append(Subject(detections[row]))
            }
            groupOfRow[row] = group ?? groups.count - 1
        }

        // Best score first, so that the first row of a group is its representative. Compared with it alone: a chain of
        // overlaps must not make one person of two.
        let bodies = detections.indices
            .filter { detections[$0].className == "person" && detections[$0].box != nil }
            .sorted { (detections[$0].scorePermille, $1) > (detections[$1].scorePermille, $0) }
        for row in bodies {
            put(row, into: groups.firstIndex { $0.isSamePerson(as: detections[row]) }, isBody: true)
        }
        for (row, detection) in detections.enumerated() where groupOfRow[row] == nil {
            let body = detection.className == "face" ? Self.smallestBody(around: detection, among: bodies, of: detections) : nil
            put(row, into: body.flatMap { groupOfRow[$0] }, isBody: false)
        }

        var order: [Int] = []
        var place = [Int?](repeating: nil, count: groups.count)
        for case let group? in groupOfRow where place[group] == nil {
            place[group] = order.count
            order.append(group)
        }
        subjects = Self.withOverlaps(order.map { groups[$0] })
        subjectOfRow = groupOfRow.map { $0.flatMap { place[$0] } ?? 0 }
    }

    private static func smallestBody(around face: Detection, among rows: [Int], of detections: [Detection]) -> Int? {
        guard let centre = face.box else { return nil }
        return rows.filter { detections[$0].box?.containsCentre(of: centre) == true }
            .min { (detections[$0].box?.area ?? 0, $0) < (detections[$1].box?.area ?? 0, $1) }
    }

    private static func withOverlaps(_ subjects: [Subject]) -> [Subject] {
        var result = subjects
        for (one, subject) in subjects.enumerated() where subject.className == "person" {
            guard let box = subject.box else { continue }
            let covered = subjects.enumerated().map { other, rival in
                other != one && rival.className == "person" ? rival.box.map(box.intersection) ?? 0 : 0
            }
            result[one].overlapPermille = Int32((covered.max() ?? 0) * 1000 / box.area)
        }
        return result
    }
}
