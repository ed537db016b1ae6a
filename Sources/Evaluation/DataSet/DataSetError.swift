/// Why a data set cannot be used.
package enum DataSetError: Error, Sendable, Hashable, CustomStringConvertible {
    case notMarket(String)
    case unreadable(String)

    package var description: String {
        switch self {
        case .notMarket(let folder):
            "\(folder) has no pictures named PPPP_cCsS_FFFFFF_NN.jpg in query or bounding_box_test."
        case .unreadable(let file): "\(file) cannot be used as a picture."
        }
    }
}
