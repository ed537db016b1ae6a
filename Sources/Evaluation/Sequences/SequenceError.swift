/// Why a sequence cannot be used.
package enum SequenceError: Error, Hashable, CustomStringConvertible {
    case unreadable(String)
    case malformed(file: String, line: Int)
    case noPictures(String)

    package var description: String {
        switch self {
        case .unreadable(let file): "\(file) cannot be read."
        case .malformed(let file, let line): "Line \(line) of \(file) is not a row of numbers as the layout has it."
        case .noPictures(let folder): "\(folder) holds no picture that the boxes belong to."
        }
    }
}
