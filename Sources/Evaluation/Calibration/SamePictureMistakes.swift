import Foundation
import Recognition

/// One picture's people as a model sees them.
package struct PictureLooks: Sendable {
    package var camera: String
    /// Of people that the detector boxed apart.
    package var embeddings: [Embedding]

    package init(camera: String, embeddings: [Embedding]) {
        self.camera = camera
        self.embeddings = embeddings
    }
}

/// How often two people before one camera would be taken for one by their looks alone.
///
/// Two people in one picture are certainly different, so that a house's own history can tell without labels.
package struct SamePictureMistakes: Sendable, Hashable, Codable {
    package let pairs: Int
    /// Of the pairs, those as alike as a lone candidate must be, without the camera's mean.
    package let share: Double
    /// The same where likeness before one camera counts `handicap` less.
    package let shareWithHandicap: Double
    package let handicap: Double

    /// Nil when no picture shows two people.
    /// - Parameters:
    ///   - pictures: of one model, those with one person too: they teach the cameras' means.
    ///   - handicap: a cosine.
    package init?(_ pictures: [PictureLooks], calibration: Calibration, handicap: Double) {
        var looks: [(camera: String, embedding: Embedding)] = []
        var pairs: [(Int, Int)] = []
        for picture in pictures {
            let first = looks.count
            looks += picture.embeddings.map { (picture.camera, $0) }
            for one in first..<looks.count { pairs += (one + 1..<looks.count).map { (one, $0) } }
        }
        guard !pairs.isEmpty else { return nil }
        let centering = CameraCentering(looks)
        let similarities = pairs.map(centering.cosine)
        let threshold = calibration.b + log(3.6) / calibration.a
        func share(_ threshold: Double) -> Double {
            Double(similarities.count { $0 >= threshold }) / Double(similarities.count)
        }
        self.pairs = pairs.count
        self.handicap = handicap
        self.share = share(threshold)
        shareWithHandicap = share(threshold + handicap)
    }
}
