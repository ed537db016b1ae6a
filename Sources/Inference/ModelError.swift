/// What can be wrong with a model, its manifest or its file, as facts; `description` has the sentences.
package enum ModelError: Error, Sendable, Hashable {
    /// A manifest that is no JSON object at all.
    case manifestUnreadable(reason: String)
    /// `field` as a path like `input.width`; `problem` follows it in a sentence.
    case manifestField(String, problem: String)
    case unknownModel(name: String, known: [String])
    /// Known, but its file is not on this machine.
    case fileMissing(name: String, path: String, fetchable: Bool)
    case fileUnreadable(path: String, reason: String)
    case wrongSize(path: String, have: Int, need: Int)
    case wrongHash(path: String, have: String, need: String)
    case tooLarge(path: String, have: Int, limit: Int)
    // The self-test.
    case wrongDimension(have: Int, need: Int)
    case notFinite
    case notUnitLength(have: Double)
    /// The same crop twice gave two answers.
    case unsteady(similarity: Double)
    /// Two unlike pictures look the same to it.
    case collapsed(similarity: Double, limit: Double)
    case notGolden(component: Int, have: Float, need: Float)
}
