import Imaging
import Recognition

/// What is known of a request's picture before any pixel is decoded: its size, or why it is of no use.
package enum PictureView: Sendable {
    case picture(PictureHeader)
    case unusable(Reason)

    /// Why there is nothing to look at.
    var reason: Reason? {
        switch self {
        case .picture: nil
        case .unusable(let reason): reason
        }
    }

    /// Upright pixels.
    var size: FrameRequest.FrameSize? {
        switch self {
        case .picture(let header): .init(width: Double(header.width), height: Double(header.height))
        case .unusable: nil
        }
    }
}
