import Foundation

/// A request document in the shape of WIRE A, B and C, its picture already taken out.
struct WireFrame: Decodable {
    /// Milliseconds since 1970.
    var timestamp: Int64?
    var deviceId: String
    var deviceName: String
    /// What the boxes refer to; nil unless two positive numbers.
    var inputDimensions: (width: Double, height: Double)?
    var detections: [WireDetection]
    var classes: Set<String>
    var imageTimestamp: Int64?
    var imageSource: String?
    var idempotencyKey: String?

    private enum Key: String, CodingKey {
        case timestamp, deviceId, deviceName, inputDimensions, detections, classes
        case imageTimestamp, imageSource, idempotencyKey
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        timestamp = try container.wireMilliseconds(.timestamp)
        deviceId = try container.wireText(.deviceId).flatMap { $0.isEmpty ? nil : $0 } ?? "unknown"
        deviceName = try container.wireText(.deviceName).flatMap { $0.isEmpty ? nil : $0 } ?? deviceId
        detections = try container.decode([WireDetection].self, forKey: .detections)
        classes = try container.decodeIfPresent(Set<String>.self, forKey: .classes) ?? ["person", "face"]
        imageTimestamp = try container.wireMilliseconds(.imageTimestamp)
        imageSource = try container.wireText(.imageSource)
        idempotencyKey = try container.wireText(.idempotencyKey)
        if let sides = try container.decodeIfPresent([Double].self, forKey: .inputDimensions),
            sides.count == 2, sides.allSatisfy({ $0 >= 1 && $0.isFinite })
        {
            inputDimensions = (sides[0], sides[1])
        }
    }

    /// Whether the picture is the very frame that the boxes were found in, as far as the request tells.
    var isDetectionFrame: Bool {
        if let imageSource, imageSource != "detection" { return false }
        guard let timestamp, let imageTimestamp else { return true }
        return abs(timestamp - imageTimestamp) <= 500
    }

    /// Parses a document.
    /// - Throws: `notJSON`, or `wrongShape` naming the field.
    static func parse(_ document: [UInt8]) throws(APIError) -> WireFrame {
        let bytes = Data(document)
        do {
            return try decode(bytes, isLenient: false)
        } catch .notJSON {
            // Python writes NaN and Infinity, which are not JSON. A row with such a box is `insufficient`, the others
            // count; so the document gets a second reading that knows them.
            return try decode(bytes, isLenient: true)
        }
    }

    private static func decode(_ bytes: Data, isLenient: Bool) throws(APIError) -> WireFrame {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = isLenient
        do {
            return try decoder.decode(WireFrame.self, from: bytes)
        } catch let error as DecodingError {
            throw APIError(error)
        } catch {
            throw .notJSON
        }
    }
}
