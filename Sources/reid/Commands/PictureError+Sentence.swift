import Imaging

extension PictureError {
    /// What is wrong, to go behind a colon.
    var sentence: String {
        switch self {
        case .unrecognised: "it is neither a JPEG, a PNG nor a WebP file"
        case .corrupt: "its content is damaged"
        case .truncated: "it ends too early"
        case .tooManyPixels(let have, let limit): "it has \(have) pixels, and the limit is \(limit)"
        case .overBudget(let needed, _): "decoding it would take \(needed >> 20) MiB"
        case .deadline: "decoding it takes too long"
        }
    }
}
