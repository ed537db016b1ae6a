/// A zip archive of a few small files, stored as they are. The same files make the same bytes: every date is the earliest one.
struct ZipArchive {
    let bytes: [UInt8]

    /// - Parameter files: with `/` between folders; at most 65,535 of them and 4 GiB together.
    init(files: [(path: String, bytes: [UInt8])]) {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let path = Array(file.path.utf8)
            let offset = UInt32(archive.count)
            let common = Self.common(path: path, contents: file.bytes)
            archive.append(Self.localFile, common, path, file.bytes)
            // By whom: version 2.0 on Unix. No comment, on the first disk, no hints; a plain file that all may read.
            directory.append(Self.directoryEntry, [20, 3], common, [0, 0, 0, 0, 0, 0])
            directory.append((0o100644 << 16 as UInt32).littleEndianBytes, offset.littleEndianBytes, path)
        }
        let count = UInt16(files.count).littleEndianBytes
        let start = UInt32(archive.count).littleEndianBytes
        archive.append(directory, Self.directoryEnd, [0, 0, 0, 0], count, count)
        archive.append(UInt32(directory.count).littleEndianBytes, start, [0, 0])
        bytes = archive
    }

    private static let localFile: [UInt8] = [0x50, 0x4B, 3, 4]
    private static let directoryEntry: [UInt8] = [0x50, 0x4B, 1, 2]
    private static let directoryEnd: [UInt8] = [0x50, 0x4B, 5, 6]

    /// What stands in both headers of a file: version 2.0 needed, UTF-8 paths, stored, 1980-01-01 00:00, checksum, sizes.
    private static func common(path: [UInt8], contents: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0]
        let size = UInt32(contents.count).littleEndianBytes
        bytes.append(CRC32.checksum(of: contents).littleEndianBytes, size, size)
        bytes.append(UInt16(path.count).littleEndianBytes, [0, 0])
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ parts: [UInt8]...) {
        for part in parts { self += part }
    }
}

extension FixedWidthInteger {
    fileprivate var littleEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }
}
