/// Everything that must be known about a model file to use it rightly: what it takes, what it gives, how its answers
/// are judged, and where it came from.
///
/// A wrong pre-processing fact does not fail, it only recognises badly; so nothing of it lives in code. As JSON the
/// keys are the property names. `ModelManifest(parsing:)` is the only way in from outside: it checks every value.
package struct ModelManifest: Codable, Sendable, Hashable {
    /// The only version of this schema so far.
    package static let currentSchema = 1

    package var schema: Int
    /// `a-z0-9._-`, at most 64 characters; what `--model` takes.
    package var name: String
    /// Changes when the same name comes to mean other embeddings.
    package var version: String
    /// One line for `model list`.
    package var summary: String?
    package var purpose: Purpose
    package var file: File
    package var input: Input
    package var output: Output
    package var thresholds: Thresholds
    package var licence: String
    package var provenance: String
    package var golden: Golden?

    package enum Purpose: String, Codable, Sendable, Hashable {
        case recognition
        /// Untrained weights for measuring speed and memory: its answers mean nothing, which is said at every start.
        case benchmark
    }

    /// The file itself. Without a `url` it is never fetched; without a hash the first download pins one.
    package struct File: Codable, Sendable, Hashable {
        /// A plain file name, no folders.
        package var name: String
        package var url: String?
        /// Bytes.
        package var size: Int?
        /// Lower-case hex of the content's SHA-256.
        package var sha256: String?
        /// Lower-case hex of SHA-1 over `blob <size>\0` and the content: the id that git gives the file.
        package var gitBlob: String?
        /// The graph is part of this program and needs no file.
        package var embedded: Bool?
    }

    /// How a crop becomes the input tensor: resize, then (level × `scale` − `mean`) / `std` per channel.
    package struct Input: Codable, Sendable, Hashable {
        /// The input's name in the graph; `auto` takes the only one.
        package var name: String
        package var layout: Layout
        /// Pixels.
        package var width: Int
        package var height: Int
        package var colorOrder: ColorOrder
        /// Applied to levels of 0…255.
        package var scale: Float
        /// In the order that the model takes its channels; after `scale`.
        package var mean: [Float]
        package var std: [Float]
        package var resize: Resize
    }

    package enum Layout: String, Codable, Sendable, Hashable {
        case nchw, nhwc
    }

    package enum ColorOrder: String, Codable, Sendable, Hashable {
        case rgb, bgr
    }

    package enum Resize: String, Codable, Sendable, Hashable {
        /// The triangle filter widened by the shrinking factor: what Pillow calls BILINEAR.
        case antialiasedBilinear = "antialiased-bilinear"
        /// Two by two neighbours at half-pixel centres, however much the picture shrinks.
        case bilinear
    }

    package struct Output: Codable, Sendable, Hashable {
        /// The output's name in the graph; `auto` takes the only one.
        package var name: String
        package var dimension: Int
        /// The graph itself brings its answer to unit length.
        package var unitLength: Bool
    }

    /// How similarities become weights: exp(a·(s − b)). Either a raw pair or a plain threshold must be there.
    package struct Thresholds: Codable, Sendable, Hashable {
        /// On raw cosines: a lone candidate seen just now matches exactly here.
        package var threshold: Double?
        /// `a` that goes with `threshold`; 22 where it is not given.
        package var slope: Double?
        /// On raw cosines, stated as the pair itself.
        package var raw: Pair?
        /// On cosines after the cameras' means were subtracted.
        package var calibrated: Pair?
        /// `calibrated` was taken over from other models: it was not measured on this one's own weights.
        package var isAssumed: Bool?
        /// How alike different people are, by their median; nobody is recognized below.
        package var floors: Floors?
        /// The raw cosine that hardly any two people have: asked of a house whose cameras are not known yet.
        package var strict: Double?

        /// Cosines of different people, half of whom are more alike.
        package struct Floors: Codable, Sendable, Hashable {
            /// As they are.
            package var raw: Double
            /// After the cameras' means were subtracted.
            package var centered: Double
            /// The same, of crops without colors.
            package var gray: Double
        }

        package struct Pair: Codable, Sendable, Hashable {
            package var a: Double
            package var b: Double
        }
    }

    /// What the file must answer to a drawn picture of the input's size (`SelfTestPicture`).
    package struct Golden: Codable, Sendable, Hashable {
        package var picture: SelfTestPicture
        /// The first components (or all) of the answer brought to unit length.
        package var values: [Float]
        /// Largest difference of a component.
        package var tolerance: Float
    }
}
