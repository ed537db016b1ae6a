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
        let rows = try container.nestedUnkeyedContainer(forKey: .detections).count ?? 0
        guard rows <= Self.maximumRows else { throw WireError.tooManyRows(limit: Self.maximumRows) }
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

    /// A document without its picture and other long strings is a few hundred bytes. Parsing takes many times its size,
    /// so the body's own limit would be no limit.
    static let maximumDocumentBytes = 2 << 20
    /// Each row weighs some kilobytes until it is answered.
    static let maximumRows = 4_096

    /// Parses a document.
    /// - Throws: `documentTooLarge`, `notJSON`, or `wrongShape` naming the field.
    static func parse(_ document: [UInt8]) throws(WireError) -> WireFrame {
        guard document.count <= maximumDocumentBytes else { throw .documentTooLarge(limit: maximumDocumentBytes) }
        do {
            return try decode(document)
        } catch .notJSON {
            guard let readable = NonFiniteNumbers.replacedByNull(in: document) else { throw .notJSON }
            return try decode(readable)
        }
    }

    private static func decode(_ document: [UInt8]) throws(WireError) -> WireFrame {
        do {
            return try JSONDecoder().decode(WireFrame.self, from: Data(document))
        } catch let error as WireError {
            throw error
        } catch let error as DecodingError {
            throw WireError(error)
        } catch {
            throw .notJSON
        }
    }
}
