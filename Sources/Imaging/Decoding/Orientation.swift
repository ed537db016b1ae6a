/// How the stored rows have to be turned to stand upright: EXIF tag 0x0112, values 1 to 8.
package enum Orientation: Int, Sendable, Hashable, CaseIterable {
    case upright = 1
    case mirrored = 2
    case upsideDown = 3
    case mirroredUpsideDown = 4
    case transposed = 5
    case turnedLeft = 6
    case transversed = 7
    case turnedRight = 8

    /// Upright columns are stored rows.
    package var swapsSides: Bool { rawValue >= 5 }

    /// Whether the stored x runs against its upright axis, and the stored y against its own.
    private var reversesStoredX: Bool {
        switch self {
        case .mirrored, .upsideDown, .transversed, .turnedRight: true
        default: false
        }
    }

    private var reversesStoredY: Bool {
        switch self {
        case .upsideDown, .mirroredUpsideDown, .turnedLeft, .transversed: true
        default: false
        }
    }

    /// Where an upright rectangle lies in the stored picture. The rectangle must lie inside the picture.
    func storedRect(of upright: PixelRect, storedWidth: Int, storedHeight: Int) -> PixelRect {
        var rect = upright
        if swapsSides {
            rect = PixelRect(x: upright.y, y: upright.x, width: upright.height, height: upright.width)
        }
        if reversesStoredX { rect.x = storedWidth - rect.x - rect.width }
        if reversesStoredY { rect.y = storedHeight - rect.y - rect.height }
        return rect
    }

    /// Turns stored pixels upright; works on any rectangle of a picture.
    func upright(_ stored: RGBImage) -> RGBImage {
        guard self != .upright, !stored.pixels.isEmpty else { return stored }
        let width = swapsSides ? stored.height : stored.width
        let height = swapsSides ? stored.width : stored.height
        let rowBytes = stored.width * 3
        // Bytes from one upright pixel to its right and its lower neighbour, in the stored picture.
        let stepX = reversesStoredX ? -3 : 3
        let stepY = reversesStoredY ? -rowBytes : rowBytes
        let start = (reversesStoredX ? rowBytes - 3 : 0) + (reversesStoredY ? (stored.height - 1) * rowBytes : 0)
        let across = swapsSides ? stepY : stepX, down = swapsSides ? stepX : stepY
        let pixels = [UInt8](unsafeUninitializedCapacity: stored.pixels.count) { target, count in
            stored.pixels.withUnsafeBufferPointer { source in
                var written = 0
                for y in 0..<height {
                    var read = start + y * down
                    for _ in 0..<width {
                        target.initializeElement(at: written, to: source[read])
                        target.initializeElement(at: written + 1, to: source[read + 1])
                        target.initializeElement(at: written + 2, to: source[read + 2])
                        written += 3
                        read += across
                    }
                }
                count = written
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels) ?? .empty
    }
}
