extension Orientation {
    /// What the EXIF block in a JPEG's first segments says; upright when there is none or it makes no sense.
    ///
    /// Reads every number through a bounds check: the block is as untrusted as the rest of the file.
    init(exifOfJPEG bytes: [UInt8]) {
        self = .upright
        var position = 2
        var segments = 0
        // A segment: 0xFF, its kind, its length in two bytes (they count themselves).
        // EXIF stands at the front; a file of nothing but tiny segments is meant to cost time.
        while position + 4 <= bytes.count, bytes[position] == 0xFF, segments < 1_000 {
            segments += 1
            let kind = bytes[position + 1]
            if kind == 0xFF {  // fill byte
                position += 1
                continue
            }
            // Pixels begin, or the file ends.
            if kind == 0xDA || kind == 0xD9 { return }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            guard length >= 2 else { return }
            let end = min(position + 2 + length, bytes.count)
            let payload = bytes[min(position + 4, end)..<end]
            if kind == 0xE1, payload.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) {  // "Exif"
                self = Orientation(tiff: payload.dropFirst(6)) ?? .upright
                return
            }
            position = end
        }
    }

    /// The orientation in a TIFF structure: byte order, first directory, tag 0x0112 of type SHORT.
    private init?(tiff: ArraySlice<UInt8>) {
        let bytes = Array(tiff)
        let bigEndian: Bool
        if bytes.starts(with: [0x4D, 0x4D, 0, 42]) {
            bigEndian = true
        } else if bytes.starts(with: [0x49, 0x49, 42, 0]) {
            bigEndian = false
        } else {
            return nil
        }
        func number(at position: Int, bytes count: Int) -> Int? {
            guard position >= 0, position <= bytes.count - count else { return nil }
            let digits = bytes[position..<position + count]
            return (bigEndian ? Array(digits) : digits.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(at: 4, bytes: 4), let entries = number(at: directory, bytes: 2) else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + index * 12
            guard let tag = number(at: entry, bytes: 2), let type = number(at: entry + 2, bytes: 2),
                let value = number(at: entry + 8, bytes: 2)
            else { return nil }
            if tag == 0x0112, type == 3 {
                self.init(rawValue: value)
                return
            }
        }
        return nil
    }
}
