import Foundation
import Synchronization

/// One process at a time: an advisory lock on a file beside the log, which the system takes back from whoever dies.
final class FileLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: `StoreError.inUse` or `.inaccessible`.
    init(for path: String) throws {
        let descriptor = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError.inaccessible(path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            throw StoreError.inUse(path: path)
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Lets others have it; once is enough.
    func release() {
        descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }
}
