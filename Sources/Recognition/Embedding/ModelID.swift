/// Which model made an embedding. Embeddings of two models are never compared.
package struct ModelID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
