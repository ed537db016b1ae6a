import Foundation
import Imaging
import Inference
import Recognition

/// How one crop's file looks to a model, in colour and without; what the cache keeps.
struct CropLook: Sendable {
    var colour: Embedding
    var desaturated: Embedding
    /// Pixels, and the pipeline's own measures.
    var quality: Quality

    /// Blocking, for a worker thread.
    init(of path: String, decoder: PictureDecoder, model: any EmbeddingModel) throws {
        guard let bytes = FileManager.default.contents(atPath: path),
            let image = try? decoder.picture(from: Array(bytes)), let region = Region(whole: image),
            let gray = Region(whole: image.desaturated)
        else { throw DataSetError.unreadable(path) }
        colour = try model.embed(region)
        desaturated = try model.embed(gray)
        let measured = CropQuality.measure(region)
        quality = Quality(
            width: Int32(image.width), height: Int32(image.height), sharpness: measured.sharpness,
            chromaTenths: measured.chromaTenths)
    }

    // MARK: In the cache: two embeddings and four numbers, little-endian

    static func size(dimension: Int) -> Int { 4 * dimension + 16 }

    init?(_ record: ArraySlice<UInt8>, dimension: Int) {
        guard record.count == Self.size(dimension: dimension) else { return nil }
        func word(_ place: Int) -> Int16 {
            Int16(bitPattern: UInt16(record[record.startIndex + place]) | UInt16(record[record.startIndex + place + 1]) << 8)
        }
        func number(_ index: Int) -> Int32 {
            let place = 4 * dimension + 4 * index
            return Int32(bitPattern: UInt32(UInt16(bitPattern: word(place))) | UInt32(UInt16(bitPattern: word(place + 2))) << 16)
        }
        colour = Embedding(components: (0..<dimension).map { word(2 * $0) })
        desaturated = Embedding(components: (0..<dimension).map { word(2 * (dimension + $0)) })
        quality = Quality(width: number(0), height: number(1), sharpness: number(2), chromaTenths: number(3))
    }

    var record: [UInt8] {
        var bytes: [UInt8] = []
        func put(_ word: UInt16) { bytes += [UInt8(truncatingIfNeeded: word), UInt8(truncatingIfNeeded: word >> 8)] }
        for component in colour.components + desaturated.components { put(UInt16(bitPattern: component)) }
        for number in [quality.width, quality.height, quality.sharpness ?? 0, quality.chromaTenths ?? 0] {
            let bits = UInt32(bitPattern: number)
            put(UInt16(truncatingIfNeeded: bits))
            put(UInt16(truncatingIfNeeded: bits >> 16))
        }
        return bytes
    }
}
