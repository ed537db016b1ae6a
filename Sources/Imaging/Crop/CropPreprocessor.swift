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

    /// `[1, 3, height, width]` or `[1, height, width, 3]`.
    package var shape: [Int] {
        let height = configuration.height, width = configuration.width
        return configuration.layout == .nchw ? [1, 3, height, width] : [1, height, width, 3]
    }

    /// How many numbers a crop becomes.
    package var count: Int { configuration.width * configuration.height * 3 }

    /// What `write` writes, as a value.
    package func tensor(from region: Region) -> Tensor {
        var scratch = CropScratch()
        let values = [Float](unsafeUninitializedCapacity: count) { target, count in
            write(region, into: target, scratch: &scratch)
            count = self.count
        }
        return Tensor(checkedShape: shape, values: values)
    }

    /// Resizes to 8-bit pixels first, then normalises: in that order, as models are trained. One row at a time, straight to
    /// where the model reads it.
    /// - Parameter target: room for at least `count` numbers, arranged as `shape` says.
    package func write(_ region: Region, into target: UnsafeMutableBufferPointer<Float>, scratch: inout CropScratch) {
        precondition(target.count >= count)
        let width = configuration.width, height = configuration.height
        let isPlanar = configuration.layout == .nchw
        let step = isPlanar ? 1 : 3
        // Where in a picture's pixel the model's first channel is, and the way to the next.
        let (firstByte, nextByte) = configuration.colorOrder == .rgb ? (0, 1) : (2, -1)
        levels.withUnsafeBufferPointer { levels in
            guard let target = target.baseAddress, let levels = levels.baseAddress else { return }
            region.resize(width: width, height: height, filter: configuration.resize, scratch: &scratch) { y, row in
                guard var byte = row.baseAddress.map({ $0 + firstByte }) else { return }
                var written = target + (isPlanar ? y &* width : y &* width &* 3)
                for channel in 0..<3 {
                    let table = levels + channel &* 256
                    for x in 0..<width { written[x &* step] = table[Int(byte[x &* 3])] }
                    written += isPlanar ? width &* height : 1
                    byte += nextByte
                }
            }
        }
    }
}
