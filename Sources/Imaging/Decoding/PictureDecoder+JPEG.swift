import CJPEG

extension PictureDecoder {
    /// - Parameter fileBytes: the file's size, of which `bytes` are the beginning.
    func jpegHeader(of bytes: [UInt8], fileBytes: Int) throws(PictureError) -> PictureHeader {
        var header = reid_jpeg_header()
        let status = bytes.withUnsafeBufferPointer {
            reid_jpeg_read_header($0.baseAddress, $0.count, fileBytes, &header)
        }
        // Sizes come first: a size too large for the library is a size too large for us.
        if status == REID_JPEG_OK || status == REID_JPEG_TOO_LARGE {
            try checkSize(width: Int(header.width), height: Int(header.height))
        }
        if let error = pictureError(status) { throw error }
        return PictureHeader(
            format: .jpeg, storedWidth: Int(header.width), storedHeight: Int(header.height),
            orientation: Orientation(exifOfJPEG: bytes), isProgressive: header.progressive,
            workingBytes: Int(clamping: header.working_bytes))
    }

    func jpegBand(
        _ rect: PixelRect, from bytes: [UInt8], header: PictureHeader, deadline: ContinuousClock.Instant?
    ) throws(PictureError) -> StoredBand {
        var expected = reid_jpeg_header()
        expected.width = UInt32(clamping: header.storedWidth)
        expected.height = UInt32(clamping: header.storedHeight)
        expected.progressive = header.isProgressive
        expected.working_bytes = UInt64(clamping: header.workingBytes)
        let wanted = reid_jpeg_rect(
            left: UInt32(clamping: rect.x), top: UInt32(clamping: rect.y), width: UInt32(clamping: rect.width),
            height: UInt32(clamping: rect.height))
        let time = nanosecondsLeft(until: deadline)
        var status = REID_JPEG_OK
        var damage = REID_JPEG_UNDAMAGED
        var intactRows: UInt32 = 0
        let size = rect.width * rect.height * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            bytes.withUnsafeBufferPointer { source in
                status = reid_jpeg_decode(
                    source.baseAddress, source.count, &expected, wanted, time, target.baseAddress, &intactRows, &damage)
            }
            count = size
        }
        if let error = pictureError(status) { throw error }
        let reason: PictureError? =
            switch damage {
            case REID_JPEG_DAMAGE_TRUNCATED: .truncated
            case REID_JPEG_DAMAGE_CORRUPT: .corrupt
            default: nil
            }
        return StoredBand(pixels: pixels, intactRows: Int(intactRows), damage: reason)
    }

    private func pictureError(_ status: reid_jpeg_status) -> PictureError? {
        switch status {
        case REID_JPEG_OK: nil
        case REID_JPEG_TRUNCATED: .truncated
        case REID_JPEG_UNSUPPORTED: .unrecognised
        case REID_JPEG_DEADLINE: .deadline
        default: .corrupt
        }
    }
}
