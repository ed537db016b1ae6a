/// What a picture's first bytes say of it. Made by `PictureDecoder.header(of:)` only, after its limits were checked.
package struct PictureHeader: Sendable, Hashable {
    package let format: PictureFormat
    /// As the rows are stored, before they are turned upright.
    package let storedWidth: Int
    package let storedHeight: Int
    /// Only JPEG's EXIF is looked at; PNG and WebP are taken as they are stored.
    package let orientation: Orientation
    /// A JPEG of several passes over the whole picture.
    package let isProgressive: Bool
    /// A PNG of several passes over the whole picture.
    package let isInterlaced: Bool
    /// What its decoder allocates besides the pixels it hands out: an upper bound, in bytes.
    let workingBytes: Int

    /// As a viewer shows it.
    package var width: Int { orientation.swapsSides ? storedHeight : storedWidth }
    package var height: Int { orientation.swapsSides ? storedWidth : storedHeight }

    init(
        format: PictureFormat, storedWidth: Int, storedHeight: Int, orientation: Orientation = .upright,
        isProgressive: Bool = false, isInterlaced: Bool = false, workingBytes: Int
    ) {
        self.format = format
        self.storedWidth = storedWidth
        self.storedHeight = storedHeight
        self.orientation = orientation
        self.isProgressive = isProgressive
        self.isInterlaced = isInterlaced
        self.workingBytes = workingBytes
    }
}
