import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What has arrived of a download so far: `<file>.part`, locked while somebody works on it, and beside it what the
/// server called that version of the content.
///
/// Every call blocks for a disk's time; used by one task at a time.
final class PartialFile: Sendable {
    /// Which content the bytes belong to, so that a later try does not glue two versions together.
    struct Origin: Codable, Sendable, Hashable {
        var url: String
        /// The server's strong entity tag, or else its modification time; nil when it gave neither.
        var validator: String?
    }

    static let suffix = ".part"
    static let originSuffix = ".json"

    let path: String
    private let descriptor: Int32
    private let arrived: Atomic<Int>
    var size: Int { arrived.load(ordering: .relaxed) }
    private var originPath: String { path + Self.originSuffix }

    /// - Throws: `busy` or `unwritable`.
    init(path: String) throws(FetchError) {
        // Not through a symbolic link that somebody else may have put there.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path: path, reason: Self.lastError) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy(path: path)
        }
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else {
            close(descriptor)
            throw .unwritable(path: path, reason: "it is not a regular file")
        }
        self.path = path
        self.descriptor = descriptor
        arrived = Atomic(Int(end))
    }

    /// For the file at `target`, whose folder is made if it must be.
    static func prepared(for target: String) throws(FetchError) -> PartialFile {
        let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: error.localizedDescription)
        }
        return try PartialFile(path: target + suffix)
    }

    deinit {
        close(descriptor)
    }

    var origin: Origin? {
        guard let data = FileManager.default.contents(atPath: originPath) else { return nil }
        return try? JSONDecoder().decode(Origin.self, from: data)
    }

    /// Forgets what came, and notes what comes now.
    func restart(from origin: Origin?) throws(FetchError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .unwritable(path: path, reason: Self.lastError)
        }
        arrived.store(0, ordering: .relaxed)
        do {
            if let origin {
                try JSONEncoder().encode(origin).write(to: URL(fileURLWithPath: originPath), options: .atomic)
            } else if FileManager.default.fileExists(atPath: originPath) {
                try FileManager.default.removeItem(atPath: originPath)
            }
        } catch {
            throw .unwritable(path: originPath, reason: error.localizedDescription)
        }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FetchError) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let written = write(descriptor, start, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw .unwritable(path: path, reason: Self.lastError)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            arrived.add(written, ordering: .relaxed)
        }
    }

    /// On disk first, and only then under its real name: whoever finds that name finds all of it.
    func become(_ target: String) throws(FetchError) {
        guard fsync(descriptor) == 0, fchmod(descriptor, 0o644) == 0, rename(path, target) == 0 else {
            throw .unwritable(path: target, reason: Self.lastError)
        }
        try? FileManager.default.removeItem(atPath: originPath)
        // The new name is an entry of the folder, which has to reach the disk as well.
        let folder = open(URL(fileURLWithPath: target).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    func remove() {
        unlink(path)
        unlink(originPath)
    }

    private static var lastError: String { String(cString: strerror(errno)) }
}
