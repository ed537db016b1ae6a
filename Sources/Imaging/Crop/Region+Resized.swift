import CPixels

extension Region {
    /// Brings the region to a size.
    ///
    /// - Parameters: `width` and `height` at least 1.
    package func resized(width: Int, height: Int, filter: ResampleFilter) -> RGBImage {
        guard width > 0, height > 0 else { return .empty }
        if width == self.width, height == self.height { return copied() }
        var scratch = CropScratch()
        let rowBytes = width * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: rowBytes * height) { target, count in
            resize(width: width, height: height, filter: filter, scratch: &scratch) { y, row in
                _ = target[(y * rowBytes)...].initialize(fromContentsOf: row)
            }
            count = rowBytes * height
        }
        return RGBImage(width: width, height: height, pixels: pixels) ?? .empty
    }

    /// Brings the region to a size, row by row from the top: along each row first, then along the columns, with 8-bit pixels
    /// in between, so that the result can be held against Pillow's, pixel by pixel. Only as many rows are in memory as one
    /// output row is made of.
    ///
    /// - Parameters:
    ///   - width: at least 1; so is `height`.
    ///   - use: gets every row once, packed RGB, in memory that is the next row's afterwards.
    @inline(__always)
    func resize(
        width: Int, height: Int, filter: ResampleFilter, scratch: inout CropScratch,
        use: (_ y: Int, _ row: UnsafeBufferPointer<UInt8>) -> Void
    ) {
        scratch.across.prepare(input: self.width, output: width, filter: filter)
        scratch.across.pairUp()
        scratch.down.prepare(input: self.height, output: height, filter: filter)
        let rowBytes = width * 3, ringRows = scratch.down.mostTaps
        // A row is written a byte too far.
        let stride = rowBytes + 1
        if scratch.ring.count < stride * ringRows { scratch.ring = [UInt8](repeating: 0, count: stride * ringRows) }
        if scratch.row.count < rowBytes { scratch.row = [UInt8](repeating: 0, count: rowBytes) }

        image.pixels.withUnsafeBufferPointer { source in
            scratch.ring.withUnsafeMutableBufferPointer { ring in
                scratch.row.withUnsafeMutableBufferPointer { row in
                    scratch.across.withCKernel { across in
                        guard let source = source.baseAddress, let ring = ring.baseAddress, let row = row.baseAddress else {
                            return
                        }
                        var done = 0, weight = 0
                        for y in 0..<height {
                            let first = scratch.down.starts[y], count = scratch.down.counts[y]
                            // Windows only move down, so a row that has left the ring is never needed again.
                            done = max(done, first)
                            while done < first + count {
                                let start = ((rect.y + done) * image.width + rect.x) * 3
                                reid_pixels_resize_row(
                                    source + start, image.pixels.count - start, across, ring + done % ringRows * stride)
                                done += 1
                            }
                            scratch.down.weights.withUnsafeBufferPointer { weights in
                                guard let weights = weights.baseAddress else { return }
                                reid_pixels_mix_rows(
                                    reid_pixels_ring(bytes: ring, rows: ringRows, stride: stride), rowBytes, first,
                                    weights + weight,
                                    count, row)
                            }
                            weight += count
                            use(y, UnsafeBufferPointer(start: row, count: rowBytes))
                        }
                    }
                }
            }
        }
    }
}

extension ResampleKernel {
    fileprivate func withCKernel(_ body: (reid_pixels_kernel) -> Void) {
        starts.withUnsafeBufferPointer { starts in
            counts.withUnsafeBufferPointer { counts in
                pairs.withUnsafeBufferPointer { pairs in
                    guard let first = starts.baseAddress, let counts = counts.baseAddress, let pairs = pairs.baseAddress
                    else { return }
                    body(reid_pixels_kernel(starts: first, counts: counts, pairs: pairs, size: starts.count))
                }
            }
        }
    }
}
