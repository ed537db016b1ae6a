import GRDB

/// Why a log on disk cannot be used, as facts; `description` has the sentences.
package enum StoreError: Error, Sendable, Hashable {
    /// Another process appends to it.
    case inUse(path: String)
    /// A later version of this program has changed its tables.
    case newer(path: String)
    /// It is no database, or a broken one.
    case damaged(path: String)
    case diskFull(path: String)
    /// Somebody else held it for longer than we wait.
    case locked(path: String)
    /// It is missing, or must not be written.
    case inaccessible(path: String)
    /// What was to be appended is larger than any entry may be.
    case tooLarge(path: String)
    case other(path: String, message: String)
    /// It was closed: the service is on its way out.
    case closed

    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self = error as? StoreError ?? .other(path: path, message: "\(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: self = .inaccessible(path: path)
        default: self = .other(path: path, message: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path): "The log \(path) is in use by another `reid`."
        case .newer(let path): "The log \(path) was written by a newer version of this program."
        case .damaged(let path): "The log \(path) is damaged, or no log at all."
        case .diskFull(let path): "There is no space left for the log \(path)."
        case .locked(let path): "The log \(path) is locked by another program."
        case .inaccessible(let path): "The log \(path) cannot be opened for reading and writing."
        case .tooLarge(let path): "What was seen is too much for one entry of the log \(path)."
        case .other(let path, let message): "The log \(path) cannot be used: \(message)."
        case .closed: "The log is closed."
        }
    }
}
