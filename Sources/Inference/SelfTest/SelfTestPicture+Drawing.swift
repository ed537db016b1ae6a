import Imaging

extension SelfTestPicture {
    /// The figure in a picture of `width` × `height` pixels; nil unless both are positive and the picture is no larger
    /// than a model's input can be.
    package func drawn(width: Int, height: Int) -> RGBImage? {
        let sides = 1...ModelManifest.maximumSide
        guard sides.contains(width), sides.contains(height) else { return nil }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for y in 0..<height {
            // Positions in thousandths of the sides: the figure is the same in every size.
            let down = y * 1000 / height
            for x in 0..<width {
                let (red, green, blue) = color(across: x * 1000 / width, down: down)
                pixels.append(red)
                pixels.append(green)
                pixels.append(blue)
            }
        }
        return RGBImage(width: width, height: height, pixels: pixels)
    }

    private func color(across: Int, down: Int) -> (UInt8, UInt8, UInt8) {
        let fromMiddle = abs(across - 500)
        switch down {
        case 40..<170 where fromMiddle < 130:
            return self == .redJacket ? (205, 160, 135) : (120, 85, 65)
        case 170..<530 where fromMiddle < 310:
            switch self {
            case .redJacket: return (across / 80 + down / 40) % 2 == 0 ? (190, 30, 40) : (120, 15, 30)
            case .blueHoops: return (down / 45) % 2 == 0 ? (235, 235, 230) : (30, 60, 170)
            }
        case 530..<960 where fromMiddle < 230 && fromMiddle > 25:
            return self == .redJacket ? (25, 25, 45) : (190, 170, 115)
        default:
            // A slope from top to bottom, so that the ground is not one flat colour.
            let fall = down / 20
            switch self {
            case .redJacket: return (UInt8(120 + fall), UInt8(170 + fall), UInt8(110 + fall))
            case .blueHoops: return (UInt8(70 - fall), UInt8(60 - fall), UInt8(55 - fall))
            }
        }
    }
}
