import Imaging

/// A request body taken apart into the document, small, and the picture, large.
package struct SplitBody {
    /// JSON, with an empty string where the picture was.
    var document: [UInt8]
    /// Nil when there is none, or an empty one. Base64 that is none is as undecodable as random bytes.
    package var picture: EncodedPicture?

    /// A JSON body whose picture is base64 (WIRE A and B).
    package init(json body: consuming [UInt8]) {
        // Taken over, not copied: the picture will be decoded in these very bytes.
        let body = consume body
        let large = PictureField(in: body)
        document = Self.without(large, in: body)
        let payload = large.picture.map { Self.skippingDataURL(body, $0) } ?? 0..<0
        picture = payload.isEmpty ? nil : EncodedPicture(base64: payload, of: body)
    }

    /// The document with empty strings where the large ones were.
    private static func without(_ large: PictureField, in body: [UInt8]) -> [UInt8] {
        var cuts = large.ballast
        if let picture = large.picture {
            cuts.insert(picture, at: cuts.firstIndex { $0.lowerBound > picture.lowerBound } ?? cuts.endIndex)
        }
        var document: [UInt8] = []
        var copied = 0
        for cut in cuts {
            document += body[copied..<cut.lowerBound]
            copied = cut.upperBound
        }
        return document + body[copied...]
    }

    /// A binary body (WIRE D): four bytes of big-endian length, the document, the picture's raw bytes.
    package init(frame body: consuming [UInt8]) throws(WireError) {
        var body = consume body
        guard body.count >= 4 else { throw WireError.binaryFrame }
        let length = body[0..<4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= body.count - 4 else { throw WireError.binaryFrame }
        document = Array(body[4..<(4 + length)])
        body.removeSubrange(..<(4 + length))
        picture = body.isEmpty ? nil : EncodedPicture(body)
    }

    /// Browsers write `data:image/jpeg;base64,` in front.
    private static func skippingDataURL(_ body: [UInt8], _ range: Range<Int>) -> Range<Int> {
        guard body[range].starts(with: "data:".utf8),
            let comma = body[range].prefix(128).firstIndex(of: UInt8(ascii: ","))
        else { return range }
        return (comma + 1)..<range.upperBound
    }
}
