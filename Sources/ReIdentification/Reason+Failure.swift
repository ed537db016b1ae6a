import Imaging
import Inference
import Recognition

extension Reason {
    /// Why a row could not be looked at, from whatever was thrown on the way.
    init(failure: any Error) {
        self =
            switch failure {
            case let error as PictureError: Reason(error)
            case is WorkerPool.DeadlinePassed: .deadline
            // The service is leaving, or the client has left.
            case is WorkerPool.Closed, is CancellationError: .interrupted
            default: .modelFailed
            }
    }

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
