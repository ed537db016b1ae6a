import Foundation

/// The files of a zip archive, as far as a plugin's archive needs it: stored entries, checked against their CRC.
struct ZipEntries {
    struct Broken: Error, CustomStringConvertible {
        var description: String
    }

    private(set) var files: [String: [UInt8]] = [:]

    init(_ bytes: [UInt8]) throws {
        // The end record, then the directory it points to, then what each entry points to.
        let end = bytes.indices.dropLast(21).reversed().first { Self.number(bytes, at: $0, width: 4) == 0x0605_4b50 }
        guard let end else { throw Broken(description: "ADM-ZIP: Invalid or unsupported zip format. No END header found") }
        var entry = Self.number(bytes, at: end + 16, width: 4)
        for _ in 0..<Self.number(bytes, at: end + 10, width: 2) {
            guard entry + 46 <= bytes.count, Self.number(bytes, at: entry, width: 4) == 0x0201_4b50 else {
                throw Broken(description: "ADM-ZIP: Invalid CEN header (bad signature)")
            }
            let lengths = [28, 30, 32].map { Self.number(bytes, at: entry + $0, width: 2) }
            let name = String(decoding: bytes[(entry + 46)..<(entry + 46 + lengths[0])], as: UTF8.self)
            files[name] = try Self.contents(of: bytes, directoryEntry: entry)
            entry += 46 + lengths.reduce(0, +)
        }
    }

    private static func contents(of bytes: [UInt8], directoryEntry entry: Int) throws -> [UInt8] {
        guard number(bytes, at: entry + 10, width: 2) == 0 else {
            throw Broken(description: "the twin of the server reads stored zip entries only")
        }
        let size = number(bytes, at: entry + 24, width: 4)
        let header = number(bytes, at: entry + 42, width: 4)
        guard header + 30 <= bytes.count, number(bytes, at: header, width: 4) == 0x0403_4b50 else {
            throw Broken(description: "ADM-ZIP: Invalid LOC header (bad signature)")
        }
        let start = header + 30 + number(bytes, at: header + 26, width: 2) + number(bytes, at: header + 28, width: 2)
        guard start + size <= bytes.count else { throw Broken(description: "ADM-ZIP: the archive is cut off") }
        let contents = Array(bytes[start..<start + size])
        guard crc32(contents) == number(bytes, at: entry + 16, width: 4) else {
            throw Broken(description: "ADM-ZIP: CRC32 checksum failed")
        }
        return contents
    }

    private static func number(_ bytes: [UInt8], at place: Int, width: Int) -> Int {
        (0..<width).reversed().reduce(0) { $0 << 8 | (place + $1 < bytes.count ? Int(bytes[place + $1]) : 0) }
    }

    private static func crc32(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = ~0
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 0 ? 0 : 0xEDB8_8320) }
        }
        return Int(~crc)
    }
}
