import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Files that only their owner may read.
enum PrivateFile {
    /// Enough for hundreds of servers.
    private static let maximumBytes = 1 << 20

    /// Nil when there is no such file. One that others may read (a copy, perhaps) is closed to them first.
    static func read(_ path: String) throws(AccessError) -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .unusableFile(path: path, reason: lastError)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unusableFile(path: path, reason: lastError) }
        if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        guard status.st_size <= maximumBytes else { throw .unusableFile(path: path, reason: "it is too large") }
        do {
            return try handle.read(upToCount: maximumBytes) ?? Data()
        } catch {
            throw .unusableFile(path: path, reason: error.localizedDescription)
        }
    }

    /// Whoever reads meanwhile gets the old content or the new one, never a part.
    static func write(_ bytes: Data, to path: String) throws(AccessError) {
        let beside = "\(path).\(getpid()).new"
        unlink(beside)
        // Made with these permissions: there is no moment in which others may read it.
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unusableFile(path: path, reason: lastError) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: bytes)
            try handle.synchronize()
        } catch {
            unlink(beside)
            throw .unusableFile(path: path, reason: error.localizedDescription)
        }
        guard rename(beside, path) == 0 else {
            let reason = lastError
            unlink(beside)
            throw .unusableFile(path: path, reason: reason)
        }
    }

    private static var lastError: String { String(cString: strerror(errno)) }
}
