/// Takes JPEG files apart and puts them together wrongly.
struct JPEGBytes {
    /// Everything before the first scan.
    let head: [UInt8]
    /// Each with its own tables, header and coded data.
    let scans: [[UInt8]]

    init(_ bytes: [UInt8]) {
        var parts: [[UInt8]] = []
        var begin = 0, position = 2
        var isInScan = false
        while position + 4 <= bytes.count {
            guard bytes[position] == 0xFF else {
                position += 1
                continue
            }
            let kind = bytes[position + 1]
            if isInScan && (kind == 0 || (0xD0...0xD7).contains(kind)) {
                position += 2
                continue
            }
            if kind == 0xD9 { break }
            // A scan's coded data ends at the next marker; tables of the next scan belong to that one.
            if isInScan || (kind == 0xDA && parts.isEmpty) {
                parts.append(Array(bytes[begin..<position]))
                begin = position
            }
            isInScan = kind == 0xDA
            position += 2 + Int(bytes[position + 2]) << 8 + Int(bytes[position + 3])
        }
        parts.append(Array(bytes[begin..<bytes.count - 2]))
        head = parts[0]
        scans = Array(parts.dropFirst())
    }

    func keepingScans(_ count: Int) -> [UInt8] {
        head + scans.prefix(count).joined() + [0xFF, 0xD9]
    }

    func repeatingFirstScan(_ count: Int) -> [UInt8] {
        head + Array(repeating: scans[0], count: count).joined() + [0xFF, 0xD9]
    }

    /// The same file with another size in its frame header.
    static func resized(_ bytes: [UInt8], width: Int, height: Int) -> [UInt8] {
        var bytes = bytes
        for index in 0..<bytes.count - 9 where bytes[index] == 0xFF && [0xC0, 0xC2].contains(bytes[index + 1]) {
            bytes[index + 5] = UInt8(height >> 8)
            bytes[index + 6] = UInt8(height & 255)
            bytes[index + 7] = UInt8(width >> 8)
            bytes[index + 8] = UInt8(width & 255)
            break
        }
        return bytes
    }
}
