import Imaging
import Recognition

/// What looking at one box's pixels gave.
enum Look: Sendable {
    case seen(Embedding, CropQuality)
    case unusable(Reason)
    case unavailable(Reason)
}
