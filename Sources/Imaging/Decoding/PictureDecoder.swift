/// Turns picture bytes into pixels: only those that somebody asked for, upright, within limits.
///
/// Blocking: call it on a worker thread. Several threads may use one value at once; they share its budget.
package struct PictureDecoder: Sendable {
    package let maximumPixels: Int
    package let budget: DecodeBudget

    package init(maximumPixels: Int = 64_000_000, budget: DecodeBudget) {
        self.maximumPixels = maximumPixels
        self.budget = budget
    }

    /// How much base64 is decoded to read a header, in bytes, before all of it is: most headers end within a kilobyte, but
    /// a JPEG's may begin with Exif and color profiles.
    private static let headerBytes = [1 << 10, 128 << 10]

    /// Format, size and orientation, from the first bytes; decodes no pixel and allocates nothing of the picture's size.
    ///
    /// Throws `unrecognised`, `corrupt`, `truncated` or `tooManyPixels`.
    package func header(of picture: EncodedPicture) throws(PictureError) -> PictureHeader {
        for count in Self.headerBytes {
            guard let start = picture.start(count) else { break }
            do {
                return try header(of: start, fileBytes: picture.byteCount)
            } catch {
                // Anything else would be wrong with the whole file, too.
                guard error == .truncated else { throw error }
            }
        }
        return try header(of: picture.file())
    }

    /// The same of a file, all of whose bytes are at hand.
    package func header(of file: [UInt8]) throws(PictureError) -> PictureHeader {
        try header(of: file, fileBytes: file.count)
    }

    /// - Parameter fileBytes: the file's size, of which `bytes` are the beginning.
    private func header(of bytes: [UInt8], fileBytes: Int) throws(PictureError) -> PictureHeader {
        guard let format = PictureFormat(signatureOf: bytes) else { throw .unrecognised }
        switch format {
        case .jpeg: return try jpegHeader(of: bytes, fileBytes: fileBytes)
        case .png: return try pngHeader(of: bytes)
        case .webp: return try webpHeader(of: bytes)
        }
    }

    /// Decodes what the boxes need and nothing more.
    ///
    /// - Parameters:
    ///   - boxes: in pixels of the upright picture; they may hang out of it.
    ///   - header: what `header(of:)` said of the same bytes.
    ///   - deadline: looked at all along the way; throws `deadline` when it has passed.
    /// - Returns: the smallest rectangle around all boxes. It holds its share of the budget until it is let go of.
    ///
    /// Throws `truncated` or `corrupt` when not one box lies wholly above the damage, and `overBudget`.
    package func crops(
        _ boxes: [PixelRect], from bytes: [UInt8], header: PictureHeader, deadline: ContinuousClock.Instant?
    ) throws(PictureError) -> PictureCrops {
        try checkSize(width: header.storedWidth, height: header.storedHeight)
        let inside = boxes.compactMap { $0.clipped(toWidth: header.width, height: header.height) }
        guard let first = inside.first else { return PictureCrops(of: header) }
        let union = inside.dropFirst().reduce(first) { $0.union($1) }
        let crops = try decode(union, from: bytes, header: header, deadline: deadline)
        if let damage = crops.damage, !inside.contains(where: { crops.region($0) != nil }) { throw damage }
        return crops
    }

    /// The whole upright picture. A damaged one throws.
    package func picture(from bytes: [UInt8]) throws(PictureError) -> RGBImage {
        let header = try header(of: bytes)
        let all = PixelRect(x: 0, y: 0, width: header.width, height: header.height)
        let crops = try decode(all, from: bytes, header: header, deadline: nil)
        if let damage = crops.damage { throw damage }
        return crops.image
    }

    /// - Parameter rect: upright, inside the picture.
    private func decode(
        _ rect: PixelRect, from bytes: [UInt8], header: PictureHeader, deadline: ContinuousClock.Instant?
    ) throws(PictureError) -> PictureCrops {
        let stored = header.orientation.storedRect(
            of: rect, storedWidth: header.storedWidth, storedHeight: header.storedHeight)
        let bandBytes = rect.width * rect.height * 3
        // Turning needs the band twice for a moment.
        let turning = header.orientation == .upright ? 0 : bandBytes
        let held = try budget.reserve(bandBytes)
        let working = try budget.reserve(header.workingBytes.addingSaturated(turning))
        defer { withExtendedLifetime(working) {} }

        let band: StoredBand
        switch header.format {
        case .jpeg: band = try jpegBand(stored, from: bytes, header: header, deadline: deadline)
        case .png: band = try pngBand(stored, from: bytes, header: header, deadline: deadline)
        case .webp: band = try webpBand(stored, from: bytes, header: header, deadline: deadline)
        }
        guard let image = RGBImage(width: stored.width, height: stored.height, pixels: band.pixels) else {
            throw .corrupt
        }
        return PictureCrops(
            of: header, rect: rect, image: header.orientation.upright(image), intactRows: band.intactRows,
            damage: band.damage, reservation: held)
    }

    /// Checked before anything of the picture's size is allocated.
    func checkSize(width: Int, height: Int) throws(PictureError) {
        guard width > 0, height > 0 else { throw .corrupt }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        if overflow || pixels > maximumPixels {
            throw .tooManyPixels(have: overflow ? .max : pixels, limit: maximumPixels)
        }
    }

    /// What a C decoder is told: nanoseconds from now, −1 for no limit.
    func nanosecondsLeft(until deadline: ContinuousClock.Instant?) -> Int64 {
        guard let deadline else { return -1 }
        let (seconds, attoseconds) = (deadline - .now).components
        guard seconds >= 0 else { return 0 }
        // More than 31 years is no limit.
        guard seconds < 1_000_000_000 else { return -1 }
        return max(0, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension Int {
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
