/// What was measured about one box before anyone compares it. Whole numbers; the policy grades them.
package struct Quality: Sendable, Hashable, Codable {
    /// The box in pixels of the picture itself (not of the detector's frame).
    package var width: Int32
    package var height: Int32
    /// The largest share of the box, in thousandths, that another person's box of the same picture covers.
    package var overlapPermille: Int32
    /// Mean squared Laplacian of the luminance, brought to the size a model sees; low is blurred. Nil when no pixel was read.
    package var sharpness: Int32?
    /// Mean distance of the colours from gray, in levels of 255 times 10; below 30 the picture is gray. Nil when no pixel was read.
    package var chromaTenths: Int32?
    /// The box touches the border of a larger picture, so part of the person may be missing.
    package var touchesBorder: Bool
    /// The picture is the very frame that the boxes were found in.
    package var isDetectionFrame: Bool

    package init(
        width: Int32, height: Int32, overlapPermille: Int32 = 0, sharpness: Int32? = nil,
        chromaTenths: Int32? = nil, touchesBorder: Bool = false, isDetectionFrame: Bool = true
    ) {
        self.width = width
        self.height = height
        self.overlapPermille = overlapPermille
        self.sharpness = sharpness
        self.chromaTenths = chromaTenths
        self.touchesBorder = touchesBorder
        self.isDetectionFrame = isDetectionFrame
    }
}
