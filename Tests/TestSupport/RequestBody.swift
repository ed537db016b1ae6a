import Foundation

/// A request document as a client writes it.
package struct RequestBody {
    package struct Row {
        package var className = "person"
        package var label: String?
        package var score = 0.9
        package var box: [Double]
        package var id: String?

        package init(className: String = "person", label: String? = nil, score: Double = 0.9, box: [Double], id: String? = nil) {
            self.className = className
            self.label = label
            self.score = score
            self.box = box
            self.id = id
        }

        fileprivate var json: [String: Any] {
            [
                "className": className, "label": label as Any? ?? NSNull(), "score": score, "boundingBox": box,
                "id": id as Any? ?? NSNull(),
            ]
        }
    }

    package var rows: [Row]
    package var picture: [UInt8]?
    package var camera: String
    package var time: Int64?
    package var inputDimensions: [Double]?

    package init(
        rows: [Row], picture: [UInt8]?, camera: String = "Porch", time: Int64? = nil, inputDimensions: [Double]? = nil
    ) {
        self.rows = rows
        self.picture = picture
        self.camera = camera
        self.time = time
        self.inputDimensions = inputDimensions
    }

    private func document(pictureKey: String?) -> Data {
        var fields: [String: Any] = ["deviceId": "id of \(camera)", "deviceName": camera, "detections": rows.map(\.json)]
        if let time { fields["timestamp"] = time }
        if let inputDimensions { fields["inputDimensions"] = inputDimensions }
        if let picture, let pictureKey { fields[pictureKey] = Data(picture).base64EncodedString() }
        return (try? JSONSerialization.data(withJSONObject: fields)) ?? Data()
    }

    /// WIRE A.
    package var json: String { String(decoding: document(pictureKey: "image"), as: UTF8.self) }

    /// WIRE B.
    package var converterJSON: String { String(decoding: document(pictureKey: "imageBase64"), as: UTF8.self) }

    /// WIRE D.
    package var frame: [UInt8] {
        let document = document(pictureKey: nil)
        return (0..<4).map { UInt8(truncatingIfNeeded: document.count >> (24 - 8 * $0)) } + document + (picture ?? [])
    }
}
