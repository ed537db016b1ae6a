import Recognition

@testable import Evaluation

/// People who look different from each other and alike to themselves, before cameras that tint everything a little.
///
/// They come one after the other, eight seconds apart, and pass the cameras in their order.
enum DrawnPeople {
    static let dimension = 64

    /// - Parameter likeness: how much of an embedding is the person; the rest is chance, different in every crop.
    static func crops(people: Int, cameras: Int = 4, perCamera: Int = 6, likeness: Float = 0.8) -> [LabelledCrop] {
        var generator = SeededGenerator(seed: 7)
        func direction() -> [Float] {
            let values = (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) }
            let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return values.map { $0 / length }
        }
        let looks = (0..<people).map { _ in direction() }
        let tints = (0..<cameras).map { _ in direction() }
        return (0..<people).flatMap { person in
            (0..<cameras).flatMap { camera in
                (0..<perCamera).compactMap { frame -> LabelledCrop? in
                    let chance = direction()
                    let values = (0..<dimension).map {
                        likeness * looks[person][$0] + (1 - likeness) * chance[$0] + 0.3 * tints[camera][$0]
                    }
                    guard let embedding = Embedding(normalizing: values) else { return nil }
                    return LabelledCrop(
                        person: person + 1, camera: camera + 1, frame: 25 * (8 * person + 20 * camera + 2 * frame),
                        file: "\(person)-\(camera)-\(frame).jpg",
                        embedding: embedding, desaturated: embedding,
                        quality: Quality(width: 64, height: 128, sharpness: 500, chromaTenths: 300))
                }
            }
        }
    }
}
