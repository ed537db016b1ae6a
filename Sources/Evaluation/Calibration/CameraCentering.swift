import Recognition

/// Embeddings without what their cameras add to all of them: light, height and ground.
struct CameraCentering {
    /// Unit vectors in the order of the looks, each without its camera's mean. Looks of another dimension than the first
    /// one's become zero.
    let vectors: [[Float]]

    init(_ looks: [(camera: String, embedding: Embedding)]) {
        let all = looks.map(\.embedding.floats)
        let dimension = all.first?.count ?? 0
        var means: [String: (sum: [Float], count: Float)] = [:]
        for (look, vector) in zip(looks, all) where vector.count == dimension {
            var mean = means[look.camera] ?? ([Float](repeating: 0, count: dimension), 0)
            for index in 0..<dimension { mean.sum[index] += vector[index] }
            mean.count += 1
            means[look.camera] = mean
        }
        vectors = zip(looks, all).map { look, vector in
            guard let mean = means[look.camera], vector.count == dimension else {
                return [Float](repeating: 0, count: dimension)
            }
            let centered = (0..<dimension).map { vector[$0] - mean.sum[$0] / mean.count }
            let length = centered.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return centered.map { $0 / max(length, 1e-6) }
        }
    }

    func cosine(_ one: Int, _ other: Int) -> Double {
        let (a, b) = (vectors[one], vectors[other])
        var sum: Float = 0
        for index in a.indices { sum += a[index] * b[index] }
        return Double(sum)
    }
}
