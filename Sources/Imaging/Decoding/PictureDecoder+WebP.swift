import CWebP

extension PictureDecoder {
    func webpHeader(of bytes: [UInt8]) throws(PictureError) -> PictureHeader {
        let chunk = try WebPContainer(bytes).chunk
        var header = reid_webp_header()
        let status = bytes[chunk].withUnsafeBufferPointer { reid_webp_read_header($0.baseAddress, $0.count, &header) }
        if let error = pictureError(status) { throw error }
        let width = Int(header.width), height = Int(header.height)
        try checkSize(width: width, height: height)
        // Lossless holds the whole picture at 4 bytes a pixel, its transforms' small pictures and some rows; its Huffman
        // tables are reserved when it is decoded. Lossy holds a few rows of macroblocks.
        return PictureHeader(
            format: .webp, storedWidth: width, storedHeight: height,
            workingBytes: (header.lossless ? width * height * 5 : 0) + width * 160 + (256 << 10))
    }

    func webpBand(
        _ rect: PixelRect, from bytes: [UInt8], header: PictureHeader, deadline: ContinuousClock.Instant?
    ) throws(PictureError) -> StoredBand {
        let chunk = try WebPContainer(bytes).chunk
        var expected = reid_webp_header()
        var status = bytes[chunk].withUnsafeBufferPointer {
            reid_webp_read_header($0.baseAddress, $0.count, &expected)
        }
        if let error = pictureError(status) { throw error }
        guard expected.width == header.storedWidth, expected.height == header.storedHeight else { throw .corrupt }
        let wanted = reid_webp_rect(
            left: UInt32(clamping: rect.x), top: UInt32(clamping: rect.y), width: UInt32(clamping: rect.width),
            height: UInt32(clamping: rect.height))
        var tables = 0
        if expected.lossless {
            tables = try LosslessWebPTables(ofStream: bytes[chunk].dropFirst(8)) {
                deadline.map { $0 <= .now } ?? false
            }.bytes
        }
        let scratchBytes = reid_webp_scratch_bytes(&expected, wanted)
        let scratchShare = try budget.reserve(scratchBytes.addingSaturated(tables))
        defer { withExtendedLifetime(scratchShare) {} }

        let time = nanosecondsLeft(until: deadline)
        var intactRows: UInt32 = 0
        let size = rect.width * rect.height * 3
        var scratch = [UInt8](repeating: 0, count: scratchBytes)
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            bytes[chunk].withUnsafeBufferPointer { source in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    status = reid_webp_decode(
                        source.baseAddress, source.count, &expected, wanted, time, scratch.baseAddress,
                        target.baseAddress, &intactRows)
                }
            }
            // Nothing is written when decoding could not start; the error below keeps it from being read.
            if status != REID_WEBP_OK { target.initialize(repeating: 0) }
            count = size
        }
        if let error = pictureError(status) { throw error }
        let complete = Int(intactRows) >= rect.y + rect.height
        return StoredBand(pixels: pixels, intactRows: Int(intactRows), damage: complete ? nil : .truncated)
    }

    private func pictureError(_ status: reid_webp_status) -> PictureError? {
        switch status {
        case REID_WEBP_OK: nil
        case REID_WEBP_TRUNCATED: .truncated
        case REID_WEBP_DEADLINE: .deadline
        default: .corrupt
        }
    }
}
