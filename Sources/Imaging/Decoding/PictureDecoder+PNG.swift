import CPNG

extension PictureDecoder {
    /// The first chunk has a fixed place and form, so its size is read before libpng sees a byte.
    func pngHeader(of bytes: [UInt8]) throws(PictureError) -> PictureHeader {
        // Signature 8, length 4, "IHDR", width 4, height 4, depth, colour, compression, filter, interlace, checksum 4.
        guard bytes.count >= 33 else { throw .truncated }
        guard bytes[8..<16].elementsEqual([0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]) else { throw .corrupt }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        try checkSize(width: width, height: height)
        let isInterlaced = bytes[28] != 0
        // Two rows of at most 8 bytes a pixel and one of 3, inflating and chunks; all of an interlaced picture.
        let rows = width * 24 + (isInterlaced ? width * height * 3 : 0)
        return PictureHeader(
            format: .png, storedWidth: width, storedHeight: height, isInterlaced: isInterlaced,
            workingBytes: rows + (256 << 10))
    }

    func pngBand(
        _ rect: PixelRect, from bytes: [UInt8], header: PictureHeader, deadline: ContinuousClock.Instant?
    ) throws(PictureError) -> StoredBand {
        let wanted = reid_png_rect(
            left: UInt32(clamping: rect.x), top: UInt32(clamping: rect.y), width: UInt32(clamping: rect.width),
            height: UInt32(clamping: rect.height))
        let time = nanosecondsLeft(until: deadline)
        var status = REID_PNG_OK
        var intactRows: UInt32 = 0
        let size = rect.width * rect.height * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            bytes.withUnsafeBufferPointer { source in
                status = reid_png_decode(
                    source.baseAddress, source.count, UInt32(clamping: header.storedWidth),
                    UInt32(clamping: header.storedHeight), header.isInterlaced, wanted, time, target.baseAddress,
                    &intactRows)
            }
            // Nothing is written when the arguments are refused; the error below keeps it from being read.
            if status != REID_PNG_OK { target.initialize(repeating: 0) }
            count = size
        }
        switch status {
        case REID_PNG_OK: break
        case REID_PNG_TRUNCATED: throw .truncated
        case REID_PNG_DEADLINE: throw .deadline
        default: throw .corrupt
        }
        let complete = Int(intactRows) >= rect.y + rect.height
        return StoredBand(pixels: pixels, intactRows: Int(intactRows), damage: complete ? nil : .truncated)
    }
}
