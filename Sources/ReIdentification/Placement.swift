import Imaging
import Recognition

/// Lays boxes over a picture whose size may differ from the frame that they refer to.
struct Placement {
    /// Picture pixels per frame pixel.
    private let across: Double
    private let down: Double
    private let picture: FrameRequest.FrameSize?

    /// - Parameters:
    ///   - frame: what the boxes refer to; nil when that is the picture itself.
    ///   - picture: nil when there is none to look at; boxes then keep their own size.
    init(frame: FrameRequest.FrameSize?, picture: FrameRequest.FrameSize?) {
        self.picture = picture
        if let frame, let picture {
            across = picture.width / frame.width
            down = picture.height / frame.height
        } else {
            across = 1
            down = 1
        }
    }

    /// The box in picture pixels, cut at the picture's border; nil when nothing of it is inside.
    func rect(_ box: BoundingBox) -> PixelRect? {
        guard let picture else { return nil }
        // Edges are rounded, not sides: neighbours stay neighbours.
        let left = Self.pixel(Double(box.x) * across), right = Self.pixel(Double(box.x + box.width) * across)
        let top = Self.pixel(Double(box.y) * down), bottom = Self.pixel(Double(box.y + box.height) * down)
        // What shrinks to nothing is too small, not outside.
        return PixelRect(x: left, y: top, width: max(1, right - left), height: max(1, bottom - top))
            .clipped(toWidth: Int(picture.width), height: Int(picture.height))
    }

    func quality(of subject: Subject, rect: PixelRect?, isDetectionFrame: Bool) -> Quality {
        let width = rect.map { Int32(clamping: $0.width) } ?? subject.box?.width ?? 0
        let height = rect.map { Int32(clamping: $0.height) } ?? subject.box?.height ?? 0
        return Quality(
            width: width, height: height, overlapPermille: subject.overlapPermille,
            touchesBorder: subject.isClipped || (rect.map(touchesBorder) ?? false), isDetectionFrame: isDetectionFrame)
    }

    /// A crop that is its whole picture was cut by somebody who knew where the person ends.
    private func touchesBorder(_ rect: PixelRect) -> Bool {
        guard let picture else { return false }
        let width = Int(picture.width), height = Int(picture.height)
        if rect.width == width, rect.height == height { return false }
        return rect.x <= 0 || rect.y <= 0 || rect.x + rect.width >= width || rect.y + rect.height >= height
    }

    private static func pixel(_ position: Double) -> Int {
        Int(min(max(position, -1e9), 1e9).rounded())
    }
}
