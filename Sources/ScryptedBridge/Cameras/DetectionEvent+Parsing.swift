import Recognition
import ScryptedRPC

extension DetectionEvent {
    /// Rows beyond are not looked at.
    static let maximumRows = 64
    /// Longer texts are no names and no ids.
    static let longestText = 256

    /// Reads an ObjectDetector event. Plugins of many authors write them: whatever is missing or odd is left out.
    /// Nil when nobody was seen.
    /// - Parameter now: for events without a time.
    init?(camera: Camera, details: JSONValue, data: JSONValue, now: Timestamp) {
        let rows = (data["detections"]?.array ?? []).lazy.compactMap(Self.row).prefix(Self.maximumRows)
        guard !rows.isEmpty else { return nil }
        self.camera = camera
        self.rows = Array(rows)
        time = Self.time(data["timestamp"]) ?? Self.time(details["eventTime"]) ?? now
        detectionID = Self.text(data["detectionId"])
        eventID = Self.text(details["eventId"])
        if let sides = data["inputDimensions"]?.array?.compactMap(\.number), sides.count == 2, sides.allSatisfy({ $0 >= 1 }) {
            frameSize = .init(width: sides[0], height: sides[1])
        }
    }

    private static func row(_ row: JSONValue) -> Detection? {
        guard let className = row["className"]?.string, className == "person" || className == "face" else { return nil }
        return Detection(
            className: className, box: box(row["boundingBox"]), scorePermille: permille(row["score"]) ?? 1_000,
            label: text(row["label"]), labelScorePermille: permille(row["labelScore"]), track: text(row["id"]),
            isClipped: row["clipped"]?.bool ?? false)
    }

    private static func box(_ value: JSONValue?) -> BoundingBox? {
        guard let sides = value?.array?.compactMap(\.number), sides.count == 4 else { return nil }
        let limit = Double(BoundingBox.limit) + 1
        let whole = sides.map { Int32(min(max($0, -limit), limit).rounded()) }
        return BoundingBox(x: whole[0], y: whole[1], width: whole[2], height: whole[3])
    }

    private static func permille(_ value: JSONValue?) -> Int32? {
        value?.number.map { Int32((min(max($0, 0), 1) * 1_000).rounded()) }
    }

    /// Some trackers count.
    private static func text(_ value: JSONValue?) -> String? {
        let text = value?.string ?? value?.integer.map(String.init)
        return text.flatMap { $0.isEmpty || $0.utf8.count > longestText ? nil : $0 }
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        guard let number = value?.number, abs(number) <= 9e15 else { return nil }
        return Timestamp(milliseconds: Int64(number))
    }
}
