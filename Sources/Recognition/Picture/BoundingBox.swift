/// Where a detection lies, in whole pixels of the frame that the detector looked at.
///
/// Whole numbers, because the identity state is computed without floating point. Impossible boxes do not exist:
/// they are turned away when a request is parsed.
package struct BoundingBox: Sendable, Hashable {
    package let x: Int32
    package let y: Int32
    package let width: Int32
    package let height: Int32

    /// The largest coordinate or side; keeps every area and product of areas inside 64 bits.
    package static let limit: Int32 = 1 << 20

    /// Nil unless both sides are positive and everything stays within ±`limit`.
    package init?(x: Int32, y: Int32, width: Int32, height: Int32) {
        let range = -Self.limit...Self.limit
        guard width > 0, height > 0, width <= Self.limit, height <= Self.limit, range.contains(x), range.contains(y) else {
            return nil
        }
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var area: Int64 { Int64(width) * Int64(height) }

    /// Pixels that both boxes cover.
    package func intersection(_ other: BoundingBox) -> Int64 {
        let left = max(x, other.x), right = min(x + width, other.x + other.width)
        let top = max(y, other.y), bottom = min(y + height, other.y + other.height)
        guard right > left, bottom > top else { return 0 }
        return Int64(right - left) * Int64(bottom - top)
    }

    /// Whether intersection over union exceeds `permille` thousandths.
    package func overlaps(_ other: BoundingBox, morePermilleThan permille: Int64) -> Bool {
        let shared = intersection(other)
        return shared * 1000 > (area + other.area - shared) * permille
    }

    /// Intersection over union in thousandths.
    package func overlapPermille(_ other: BoundingBox) -> Int64 {
        let shared = intersection(other)
        return shared * 1000 / (area + other.area - shared)
    }

    /// Whether the centre of `other` lies inside; in half pixels, so that nothing is rounded.
    package func containsCentre(of other: BoundingBox) -> Bool {
        let centre = other.doubledCentre
        return centre.x >= 2 * Int64(x) && centre.x <= 2 * Int64(x + width) && centre.y >= 2 * Int64(y)
            && centre.y <= 2 * Int64(y + height)
    }

    /// Whether the centre is less than this box's height away from the centre of `other`.
    package func isWithinOneHeight(of other: BoundingBox) -> Bool {
        let (a, b) = (doubledCentre, other.doubledCentre)
        let (dx, dy, reach) = (a.x - b.x, a.y - b.y, 2 * Int64(height))
        return dx * dx + dy * dy < reach * reach
    }

    private var doubledCentre: (x: Int64, y: Int64) { (2 * Int64(x) + Int64(width), 2 * Int64(y) + Int64(height)) }
}
