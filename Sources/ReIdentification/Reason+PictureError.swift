import Imaging
import Recognition

extension Reason {
    init(_ error: PictureError) {
        self =
            switch error {
            case .unrecognised, .corrupt: .undecodable
            case .truncated: .truncated
            case .tooManyPixels: .pictureTooLarge
            case .overBudget: .decodeBudget
            case .deadline: .deadline
            }
    }
}
