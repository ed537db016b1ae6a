import Imaging
import Recognition

/// What looking at one box's pixels gave.
enum Look: Sendable {
    /// - Parameter desaturated: of the crop without its colours, when that was wanted and there are any.
    case seen(Embedding, CropQuality, desaturated: Embedding?)
    case unusable(Reason)
    case unavailable(Reason)
}
