import CJPEG

extension RGBImage {
    /// A JPEG file of the picture: baseline, chroma at half size, nothing else in it.
    ///
    /// Blocking: call it on a worker thread. Needs room for as many bytes as the picture has while it runs.
    ///
    /// - Parameter quality: 1…100, as libjpeg counts it.
    package func jpeg(quality: Int = 80) throws(EncodeError) -> [UInt8] {
        guard width > 0, height > 0 else { throw .empty }
        var status = REID_JPEG_OK
        // 3 bytes a pixel of the picture filled up to whole blocks are more than these settings ever need, and 2 KiB more
        // than the tables in front.
        let capacity = Self.wholeBlocks(width) * Self.wholeBlocks(height) * 3 + 2_048
        let bytes = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { room in
            var count = 0
            status = pixels.withUnsafeBufferPointer { source in
                reid_jpeg_encode(
                    source.baseAddress, UInt32(clamping: width), UInt32(clamping: height), Int32(clamping: quality),
                    room.baseAddress, room.count, &count)
            }
            // Copied, so that nobody keeps the room of the largest possible file for a small one.
            return [UInt8](room.prefix(count))
        }
        guard status == REID_JPEG_OK else { throw .tooLarge }
        return bytes
    }

    /// Chroma at half size comes in blocks of 16 pixels.
    private static func wholeBlocks(_ side: Int) -> Int { (side + 15) / 16 * 16 }
}
