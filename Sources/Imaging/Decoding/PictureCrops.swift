/// The decoded part of a picture, and what of it may be used.
///
/// Holds its share of the decode budget for as long as it, or a region of it, lives: make the tensors and let it go.
package struct PictureCrops: Sendable {
    /// The smallest rectangle around all boxes asked for, upright; empty when none lay inside the picture.
    package let image: RGBImage
    /// Where the image's first pixel lies in the upright picture.
    package let originX: Int
    package let originY: Int
    /// What is wrong with the lower rows; nil when nothing is.
    package let damage: PictureError?

    private let header: PictureHeader
    /// Rows as they are stored: damage runs along them, whichever way the picture is turned.
    private let intactRows: Int
    private let reservation: DecodeReservation?

    init(
        of header: PictureHeader, rect: PixelRect, image: RGBImage, intactRows: Int, damage: PictureError?,
        reservation: DecodeReservation
    ) {
        self.header = header
        self.image = image
        originX = rect.x
        originY = rect.y
        self.intactRows = intactRows
        self.damage = damage
        self.reservation = reservation
    }

    /// Nothing was asked for that lies inside the picture.
    init(of header: PictureHeader) {
        self.header = header
        image = .empty
        originX = 0
        originY = 0
        intactRows = 0
        damage = nil
        reservation = nil
    }

    /// The pixels of one box, cut off at the picture's border.
    ///
    /// - Parameter box: in pixels of the upright picture.
    /// - Returns: nil when no part of it lies inside the picture, when it was not asked for, or when a part of it may be
    ///   damaged.
    package func region(_ box: PixelRect) -> Region? {
        guard let inside = box.clipped(toWidth: header.width, height: header.height) else { return nil }
        let decoded = PixelRect(x: originX, y: originY, width: image.width, height: image.height)
        guard decoded.contains(inside) else { return nil }
        let stored = header.orientation.storedRect(
            of: inside, storedWidth: header.storedWidth, storedHeight: header.storedHeight)
        guard stored.y + stored.height <= intactRows else { return nil }
        let rect = PixelRect(
            x: inside.x - originX, y: inside.y - originY, width: inside.width, height: inside.height)
        return Region(of: image, rect: rect, reservation: reservation)
    }
}
