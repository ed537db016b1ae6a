import Foundation

/// One process at a time: an advisory lock on a file beside the log, which the system takes back from whoever dies.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `StoreError.inUse` or `.inaccessible`.
    init(for path: String) throws {
        descriptor = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError.inaccessible(path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            throw StoreError.inUse(path: path)
        }
    }

    deinit { close(descriptor) }
}
