/// Turns a person's crop into what a model is fed, exactly as its manifest says.
package struct CropPreprocessor: Sendable, Hashable {
    package let configuration: Configuration
    /// The value of each of the 256 levels, for each of the model's channels one after the other.
    private let levels: [Float]

    package init(_ configuration: Configuration) {
        self.configuration = configuration
        levels = (0..<3).flatMap { channel in
            (0..<256).map { level in
                (Float(level) * configuration.scale - configuration.mean[channel]) / configuration.std[channel]
            }
        }
    }

    /// Resizes to 8-bit pixels first, then normalises: in that order, as models are trained.
    ///
    /// - Returns: shape `[1, 3, height, width]` or `[1, height, width, 3]`.
    package func tensor(from region: Region) -> Tensor {
        let width = configuration.width, height = configuration.height
        let image = region.resized(width: width, height: height, filter: configuration.resize)
        let plane = width * height
        // The picture's channel that each of the model's channels shows.
        let channels = configuration.colorOrder == .rgb ? [0, 1, 2] : [2, 1, 0]
        let isPlanar = configuration.layout == .nchw
        let values = [Float](unsafeUninitializedCapacity: plane * 3) { target, count in
            image.pixels.withUnsafeBufferPointer { pixels in
                levels.withUnsafeBufferPointer { levels in
                    for (channel, source) in channels.enumerated() {
                        let table = channel * 256
                        let step = isPlanar ? 1 : 3
                        var written = isPlanar ? channel * plane : channel
                        for index in 0..<plane {
                            target[written] = levels[table + Int(pixels[index * 3 + source])]
                            written += step
                        }
                    }
                }
            }
            count = plane * 3
        }
        return Tensor(checkedShape: isPlanar ? [1, 3, height, width] : [1, height, width, 3], values: values)
    }
}
