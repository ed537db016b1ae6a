import Crypto
import Foundation

/// Size and hashes of a file, read in pieces so that its size costs no memory.
package struct FileHash: Sendable, Hashable {
    package let size: Int
    /// Lower-case hex.
    package let sha256: String
    /// The id that git gives the content, lower-case hex.
    package let gitBlob: String

    static let pieceBytes = 256 << 10

    /// Blocking.
    /// - Throws: `fileUnreadable`, or `tooLarge` beyond what any model may weigh.
    package init(of path: String) throws(ModelError) {
        let file: FileHandle
        let size: Int
        do {
            // Opening a pipe would wait for somebody to write to it, so only a regular file is opened.
            let attributes = try FileManager.default.attributesOfItem(atPath: Self.resolved(path))
            guard attributes[.type] as? FileAttributeType == .typeRegular,
                let bytes = attributes[.size] as? NSNumber
            else { throw ModelError.fileUnreadable(path: path, reason: "it is not a regular file") }
            size = bytes.intValue
            guard size <= ModelManifest.maximumFileSize else {
                throw ModelError.tooLarge(path: path, have: size, limit: ModelManifest.maximumFileSize)
            }
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch let error as ModelError {
            throw error
        } catch {
            throw .fileUnreadable(path: path, reason: error.localizedDescription)
        }
        defer { try? file.close() }
        var hashes = Running(size: size)
        var done = 0
        // One buffer for all pieces: memory that is new each time costs as much as the hashing.
        var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = piece.withUnsafeMutableBytes { read(file.fileDescriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw .fileUnreadable(path: path, reason: String(cString: strerror(errno))) }
            if count == 0 { break }
            done += count
            hashes.update(piece[..<count])
        }
        guard done == size else { throw .fileUnreadable(path: path, reason: "it changed while it was read") }
        self.init(size: size, hashes: hashes)
    }

    package init(of bytes: [UInt8]) {
        var hashes = Running(size: bytes.count)
        hashes.update(bytes)
        self.init(size: bytes.count, hashes: hashes)
    }

    private init(size: Int, hashes: Running) {
        self.size = size
        sha256 = Self.hex(hashes.sha256.finalize())
        gitBlob = Self.hex(hashes.gitBlob.finalize())
    }

    private struct Running {
        var sha256 = SHA256()
        /// SHA-1 because git's ids are; nothing here relies on it where a SHA-256 is known.
        var gitBlob = Insecure.SHA1()

        init(size: Int) {
            gitBlob.update(data: Array("blob \(size)\u{0}".utf8))
        }

        mutating func update(_ bytes: some DataProtocol) {
            sha256.update(data: bytes)
            gitBlob.update(data: bytes)
        }
    }

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
