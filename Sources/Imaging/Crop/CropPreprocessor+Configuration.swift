extension CropPreprocessor {
    /// Every fact of pre-processing; a model's manifest states them all.
    package struct Configuration: Sendable, Hashable {
        package enum ColorOrder: String, Sendable, Hashable, CaseIterable {
            case rgb, bgr
        }

        package enum Layout: String, Sendable, Hashable, CaseIterable {
            /// Three planes, one after the other.
            case nchw
            /// The three channels of a pixel beside each other.
            case nhwc
        }

        package let width: Int
        package let height: Int
        package let colorOrder: ColorOrder
        /// A channel's value is `(level * scale - mean) / std`, level 0…255.
        package let scale: Float
        /// Three numbers in the model's colour order.
        package let mean: [Float]
        package let std: [Float]
        package let resize: ResampleFilter
        package let layout: Layout

        /// The largest side; a model that wants more is not one for crops of people.
        package static let maximumSide = 2_048

        /// A manifest is checked before it gets here. What would make an impossible tensor is brought into range all the
        /// same: sides to 1…`maximumSide`, `mean` and `std` to three numbers (0 and 1 where there are fewer).
        package init(
            width: Int = 128, height: Int = 256, colorOrder: ColorOrder = .rgb, scale: Float = 1 / 255,
            mean: [Float] = [0.485, 0.456, 0.406], std: [Float] = [0.229, 0.224, 0.225],
            resize: ResampleFilter = .antialiasedBilinear, layout: Layout = .nchw
        ) {
            self.width = min(max(width, 1), Self.maximumSide)
            self.height = min(max(height, 1), Self.maximumSide)
            self.colorOrder = colorOrder
            self.scale = scale
            self.mean = Array((mean + [0, 0, 0]).prefix(3))
            self.std = Array((std + [1, 1, 1]).prefix(3))
            self.resize = resize
            self.layout = layout
        }
    }
}
