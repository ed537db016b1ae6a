/// A rectangle in whole pixels. Any numbers are allowed, a detector's box may hang out of the picture or be nonsense;
/// only what `clipped(toWidth:height:)` returns is safe to index with.
package struct PixelRect: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The part inside a picture of this size; nil when there is none.
    package func clipped(toWidth pictureWidth: Int, height pictureHeight: Int) -> PixelRect? {
        guard let across = Self.clip(x, width, to: pictureWidth), let down = Self.clip(y, height, to: pictureHeight)
        else { return nil }
        return PixelRect(x: across.lowerBound, y: down.lowerBound, width: across.count, height: down.count)
    }

    /// Never traps: a sum that overflows lies beyond every picture.
    private static func clip(_ start: Int, _ length: Int, to limit: Int) -> Range<Int>? {
        guard length > 0 else { return nil }
        let (sum, overflow) = start.addingReportingOverflow(length)
        let lower = max(start, 0), upper = min(overflow ? Int.max : sum, limit)
        return lower < upper ? lower..<upper : nil
    }

    /// The smallest rectangle around both. Only for rectangles that were clipped to one picture.
    func union(_ other: PixelRect) -> PixelRect {
        let left = min(x, other.x), top = min(y, other.y)
        let right = max(x + width, other.x + other.width), bottom = max(y + height, other.y + other.height)
        return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Only for rectangles that were clipped to one picture.
    func contains(_ other: PixelRect) -> Bool {
        other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
    }
}
