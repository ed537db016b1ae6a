import Recognition

/// Embeddings of one model, row after row in one piece of memory, to be compared with many at once.
struct EmbeddingBlock {
    let count: Int
    private let dimension: Int
    private let components: [Int16]

    /// - Parameter embeddings: of one dimension, the first one's; one of another dimension is as unlike as can be to all.
    init(_ embeddings: some Collection<Embedding>) {
        let dimension = embeddings.first?.dimension ?? 0
        var components: [Int16] = []
        components.reserveCapacity(embeddings.count * dimension)
        for embedding in embeddings {
            components += embedding.dimension == dimension ? embedding.components : [Int16](repeating: 0, count: dimension)
        }
        count = embeddings.count
        self.dimension = dimension
        self.components = components
    }

    /// The similarity of `query` to every row, in their order; exactly what `Embedding.similarity(to:)` says.
    func similarities(to query: Embedding) -> [Int32] {
        guard query.dimension == dimension else { return [Int32](repeating: 0, count: count) }
        return [Int32](unsafeUninitializedCapacity: count) { result, initialized in
            components.withUnsafeBufferPointer { rows in
                query.components.withUnsafeBufferPointer { query in
                    for row in 0..<count {
                        let start = row * dimension
                        var sum: Int32 = 0
                        for index in 0..<dimension {
                            sum &+= Int32(rows[start &+ index]) &* Int32(query[index])
                        }
                        result[row] = sum
                    }
                }
            }
            initialized = count
        }
    }
}
