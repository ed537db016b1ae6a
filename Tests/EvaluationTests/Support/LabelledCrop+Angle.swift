import Foundation
import Recognition

@testable import Evaluation

extension LabelledCrop {
    /// Two crops are as alike as the cosine of the angle between them.
    /// - Parameter angle: in degrees.
    static func at(_ angle: Double, person: Int, camera: Int) -> LabelledCrop {
        let radians = angle * .pi / 180
        let embedding = Embedding(normalizing: [Float(cos(radians)), Float(sin(radians))])!
        return LabelledCrop(
            person: person, camera: camera, frame: 0, file: "\(person)-\(camera)-\(angle)", embedding: embedding,
            desaturated: embedding, quality: Quality(width: 64, height: 128))
    }
}
