/// A rectangle of a picture in memory, at least one pixel large. Copies no pixels.
package struct Region: Sendable {
    package let image: RGBImage
    /// In pixels of `image`, wholly inside it.
    package let rect: PixelRect
    private let reservation: DecodeReservation?

    /// Nil when the rectangle is empty or not wholly inside the picture.
    package init?(of image: RGBImage, rect: PixelRect) {
        self.init(of: image, rect: rect, reservation: nil)
    }

    /// The whole picture; nil when it is empty.
    package init?(whole image: RGBImage) {
        self.init(of: image, rect: PixelRect(x: 0, y: 0, width: image.width, height: image.height))
    }

    init?(of image: RGBImage, rect: PixelRect, reservation: DecodeReservation?) {
        guard rect.clipped(toWidth: image.width, height: image.height) == rect else { return nil }
        self.image = image
        self.rect = rect
        self.reservation = reservation
    }

    package var width: Int { rect.width }
    package var height: Int { rect.height }

    /// The rectangle's own pixels, copied.
    package func copied() -> RGBImage {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for y in rect.y..<rect.y + height {
            let start = (y * image.width + rect.x) * 3
            pixels += image.pixels[start..<start + width * 3]
        }
        return RGBImage(width: width, height: height, pixels: pixels) ?? .empty
    }
}
