extension Region {
    /// Brings the region to a size, along rows first, then along columns, with 8-bit pixels in between: so the result can
    /// be held against Pillow's, pixel by pixel.
    ///
    /// - Parameters: `width` and `height` at least 1.
    package func resized(width: Int, height: Int, filter: ResampleFilter) -> RGBImage {
        guard width > 0, height > 0 else { return .empty }
        if width == self.width, height == self.height { return copied() }
        let across = ResampleKernel(input: self.width, output: width, filter: filter)
        let down = ResampleKernel(input: self.height, output: height, filter: filter)
        let narrow = alongRows(across, width: width)
        let pixels = alongColumns(of: narrow, rowBytes: width * 3, down, height: height)
        return RGBImage(width: width, height: height, pixels: pixels) ?? .empty
    }

    private func alongRows(_ kernel: ResampleKernel, width: Int) -> [UInt8] {
        let half = Int32(1) << (ResampleKernel.precision - 1)
        return [UInt8](unsafeUninitializedCapacity: width * self.height * 3) { target, count in
            image.pixels.withUnsafeBufferPointer { source in
                kernel.weights.withUnsafeBufferPointer { weights in
                    var written = 0
                    for y in 0..<self.height {
                        let row = ((rect.y + y) * image.width + rect.x) * 3
                        var weightIndex = 0
                        for x in 0..<width {
                            var read = row + kernel.starts[x] * 3
                            var red = half, green = half, blue = half
                            for _ in 0..<kernel.counts[x] {
                                let weight = weights[weightIndex]
                                red &+= weight &* Int32(source[read])
                                green &+= weight &* Int32(source[read + 1])
                                blue &+= weight &* Int32(source[read + 2])
                                weightIndex += 1
                                read += 3
                            }
                            target[written] = level(red)
                            target[written + 1] = level(green)
                            target[written + 2] = level(blue)
                            written += 3
                        }
                    }
                    count = written
                }
            }
        }
    }

    private func alongColumns(of pixels: [UInt8], rowBytes: Int, _ kernel: ResampleKernel, height: Int) -> [UInt8] {
        let half = Int32(1) << (ResampleKernel.precision - 1)
        var sums = [Int32](repeating: 0, count: rowBytes)
        return [UInt8](unsafeUninitializedCapacity: rowBytes * height) { target, count in
            pixels.withUnsafeBufferPointer { source in
                sums.withUnsafeMutableBufferPointer { sums in
                    var weightIndex = 0
                    for y in 0..<height {
                        sums.update(repeating: half)
                        for tap in 0..<kernel.counts[y] {
                            let weight = kernel.weights[weightIndex]
                            let row = (kernel.starts[y] + tap) * rowBytes
                            for index in 0..<rowBytes {
                                sums[index] &+= weight &* Int32(source[row + index])
                            }
                            weightIndex += 1
                        }
                        for index in 0..<rowBytes { target[y * rowBytes + index] = level(sums[index]) }
                    }
                    count = rowBytes * height
                }
            }
        }
    }
}

/// Weights are never negative, so a sum can only round a little over the top.
@inline(__always)
private func level(_ sum: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: min(sum >> ResampleKernel.precision, 255))
}
