import Foundation
import Imaging

@testable import Recognition
@testable import Wire

/// The stages around the model, each on fixed input. One turn of a workload is what one request costs.
struct Workload {
    let name: String
    let turn: () throws -> Void

    static let names = [
        "decode", "decode 4K", "resize + quality", "json + base64", "json + base64 4K", "matching 100 x 8, 1 at once",
        "matching 100 x 8, 4 at once", "decision among 100",
    ]

    /// - Parameter name: one of `names`.
    static func named(_ name: String, _ pictures: Pictures) throws -> Workload {
        let isLarge = name.hasSuffix("4K")
        return switch name {
        case "decode", "decode 4K": try decode(isLarge ? pictures.large() : pictures.small, name: name)
        case "resize + quality": try resize(pictures.small)
        case "json + base64", "json + base64 4K": split(isLarge ? try pictures.large() : pictures.small, name: name)
        case "decision among 100": Matching.decision(people: 100)
        default: Matching.sweep(people: 100, queries: name.contains("4 at once") ? 4 : 1)
        }
    }

    private static let decoder = PictureDecoder(budget: DecodeBudget())

    /// Somebody in the middle, as tall as six tenths of the picture.
    private static func box(_ header: PictureHeader) -> PixelRect {
        PixelRect(
            x: header.width * 35 / 100, y: header.height / 5, width: header.width * 11 / 100, height: header.height * 6 / 10)
    }

    private static func decode(_ picture: [UInt8], name: String) throws -> Workload {
        let box = box(try decoder.header(of: picture))
        return Workload(name: name) {
            _ = try decoder.crops([box], from: picture, header: decoder.header(of: picture), deadline: nil)
        }
    }

    /// From the last row upwards nothing is wanted, so all that is left is finding it: what decoding cannot do without.
    static func skip(_ picture: [UInt8], name: String) throws -> Workload {
        let header = try decoder.header(of: picture)
        let corner = PixelRect(x: 0, y: header.height * 8 / 10, width: 16, height: 2)
        return Workload(name: name) { _ = try decoder.crops([corner], from: picture, header: header, deadline: nil) }
    }

    private static func resize(_ picture: [UInt8]) throws -> Workload {
        let header = try decoder.header(of: picture)
        let box = box(header)
        let crops = try decoder.crops([box], from: picture, header: header, deadline: nil)
        guard let region = crops.region(box) else { throw Pictures.Missing() }
        let preprocessor = CropPreprocessor(.init())
        let tensor = UnsafeMutableBufferPointer<Float>.allocate(capacity: preprocessor.count)
        let scratch = CropScratchPool()
        return Workload(name: "resize + quality") {
            var memory = scratch.take()
            preprocessor.write(region, into: tensor, scratch: &memory)
            _ = CropQuality.measure(region, scratch: &memory)
            scratch.give(back: memory)
        }
    }

    private static func split(_ picture: [UInt8], name: String) -> Workload {
        let head =
            #"{"deviceId":"1","deviceName":"Porch","timestamp":1758250000000,"detections":[{"className":"person","#
            + #""score":0.9,"boundingBox":[672,216,211,648],"id":"7"}],"image":""#
        let body = Array(head.utf8) + Array(Data(picture).base64EncodedData()) + Array("\"}".utf8)
        return Workload(name: name) {
            // A body of its own, as the network gives it.
            let split = SplitBody(json: Array(body))
            _ = try WireFrame.parse(split.document)
            _ = try split.picture?.file()
        }
    }
}
