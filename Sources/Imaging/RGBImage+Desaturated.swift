extension RGBImage {
    /// The same picture without its colours, as a camera at night would give it: Rec. 601 luminance in every channel.
    package var desaturated: RGBImage {
        let gray = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, count in
            for index in stride(from: 0, to: pixels.count, by: 3) {
                // Weights in 1/256, as for the quality measures.
                let sum = 77 * Int(pixels[index]) + 150 * Int(pixels[index + 1]) + 29 * Int(pixels[index + 2]) + 128
                let level = UInt8(sum >> 8)
                for channel in 0..<3 { target[index + channel] = level }
            }
            count = pixels.count
        }
        return RGBImage(width: width, height: height, pixels: gray) ?? .empty
    }
}
