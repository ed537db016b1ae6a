import Testing

@testable import Imaging

@Suite struct CropPreprocessorTests {
    private static let source = PixelRect(x: 20, y: 25, width: 55, height: 100)

    private func region() throws -> Region {
        try #require(Region(of: Fixture.picture("resize-source.png"), rect: Self.source))
    }

    @Test("Values are the resized levels, scaled and normalised by channel, in planes")
    func planes() throws {
        let resized = try region().resized(width: 8, height: 16, filter: .antialiasedBilinear)
        let tensor = CropPreprocessor(.init(width: 8, height: 16)).tensor(from: try region())
        #expect(tensor.shape == [1, 3, 16, 8])
        let mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225]
        for channel in 0..<3 {
            for index in 0..<128 {
                let expected = (Double(resized.pixels[index * 3 + channel]) / 255 - mean[channel]) / std[channel]
                #expect(abs(Double(tensor.values[channel * 128 + index]) - expected) < 1e-5)
            }
        }
    }

    @Test("Layout, colour order and scale are as configured")
    func arrangement() throws {
        let resized = try region().resized(width: 4, height: 6, filter: .bilinear)
        func tensor(_ order: CropPreprocessor.Configuration.ColorOrder, _ layout: CropPreprocessor.Configuration.Layout)
            throws -> Tensor
        {
            CropPreprocessor(
                .init(
                    width: 4, height: 6, colorOrder: order, scale: 1, mean: [0, 0, 0], std: [1, 1, 1], resize: .bilinear,
                    layout: layout)
            ).tensor(from: try region())
        }
        let rgb = resized.pixels.map(Float.init)
        var bgr: [Float] = []
        for index in stride(from: 0, to: rgb.count, by: 3) { bgr += rgb[index..<index + 3].reversed() }
        #expect(try tensor(.rgb, .nhwc).values == rgb)
        #expect(try tensor(.bgr, .nhwc).values == bgr)
        #expect(try tensor(.rgb, .nhwc).shape == [1, 6, 4, 3])
        let planes = try tensor(.bgr, .nchw)
        #expect(planes.shape == [1, 3, 6, 4])
        var separate: [Float] = []
        for channel in 0..<3 { separate += stride(from: channel, to: bgr.count, by: 3).map { bgr[$0] } }
        #expect(planes.values == separate)
    }

    // In the model's own order: for a BGR model the first mean is blue's.
    @Test("Mean and std follow the model's colour order")
    func normalisationOrder() throws {
        let image = try #require(RGBImage(width: 1, height: 1, pixels: [10, 20, 30]))
        let preprocessor = CropPreprocessor(
            .init(width: 1, height: 1, colorOrder: .bgr, scale: 1, mean: [30, 20, 10], std: [1, 2, 4]))
        #expect(preprocessor.tensor(from: try #require(Region(whole: image))).values == [0, 0, 0])
    }

    @Test("An impossible configuration cannot trap")
    func impossibleConfiguration() throws {
        let preprocessor = CropPreprocessor(.init(width: -5, height: .max, mean: [], std: [1]))
        #expect(preprocessor.tensor(from: try region()).shape == [1, 3, 2_048, 1])
    }

    @Test("A tensor has as many values as its shape says")
    func tensorShape() {
        #expect(Tensor(shape: [1, 3, 2, 1], values: [Float](repeating: 0, count: 6)) != nil)
        #expect(Tensor(shape: [1, 3, 2, 1], values: [0]) == nil)
        #expect(Tensor(shape: [.max, .max], values: []) == nil)
        #expect(Tensor(shape: [-1, -1], values: [0]) == nil)
    }
}
