/// The exemplars of every identity, in one contiguous block, searched by brute force.
///
/// Rows run parallel to `IdentityTable`: row n belongs to the identity at n. A row has room for `exemplarsPerIdentity`
/// embeddings of one dimension (that of the first one kept), whether they are there or not: 8 KB at 512 numbers.
struct Gallery: Sendable, Codable {
    static let exemplarsPerIdentity = 8

    /// 0 while nothing is kept.
    private(set) var dimension = 0
    @Packed private var components: [Int16] = []
    private var rows: [Row] = []

    private struct Row: Codable {
        var count = 0
        /// Which one goes next when there is no room left.
        var oldest = 0
        /// The only exemplar is a poor one.
        var isPlaceholder = false
    }

    private var stride: Int { Self.exemplarsPerIdentity * dimension }

    func exemplarCount(of row: Int) -> Int { rows[row].count }

    mutating func appendRow() {
        rows.append(Row())
        components.append(contentsOf: repeatElement(0, count: stride))
    }

    /// The last row takes the place of the removed one, as in `IdentityTable`.
    mutating func removeRow(_ row: Int) {
        let last = rows.count - 1
        rows.swapAt(row, last)
        rows.removeLast()
        let (target, source) = (row * stride, last * stride)
        if row != last { for index in 0..<stride { components[target + index] = components[source + index] } }
        components.removeLast(stride)
    }

    /// Identities stay; what they look like is forgotten, because another model embeds from now on.
    mutating func removeAllExemplars() {
        dimension = 0
        components = []
        for row in rows.indices { rows[row] = Row() }
    }

    /// Keeps an embedding for an identity; beyond `limit` the oldest goes.
    ///
    /// A poor one is kept only where there is nothing else, because an identity without any exemplar could never be
    /// recognised by appearance, and every further sighting of that person would be news again. The first good one
    /// replaces it: a half hidden person's exemplar also resembles whoever stands in front.
    mutating func enroll(_ embedding: Embedding, in row: Int, isGood: Bool, limit: Int) {
        guard isGood || rows[row].count == 0 else { return }
        if dimension == 0 {
            dimension = embedding.dimension
            components = [Int16](repeating: 0, count: rows.count * stride)
        }
        guard embedding.dimension == dimension else { return }
        let limit = min(max(limit, 1), Self.exemplarsPerIdentity)
        // More than the limit: it was lowered, and this identity starts over.
        if rows[row].isPlaceholder || rows[row].count > limit { rows[row] = Row() }
        var place = rows[row].count
        if place == limit {
            place = rows[row].oldest % limit
            rows[row].oldest = place + 1
        } else {
            rows[row].count += 1
        }
        let target = row * stride + place * dimension
        for index in 0..<dimension { components[target + index] = embedding.components[index] }
        rows[row].isPlaceholder = !isGood
    }

    /// Gives one identity the exemplars of another, as far as there is room; a poor one only where there is nothing else.
    mutating func merge(row: Int, into canonical: Int, limit: Int) {
        let isGood = !rows[row].isPlaceholder
        for exemplar in 0..<rows[row].count where rows[canonical].isPlaceholder || rows[canonical].count < limit {
            let start = row * stride + exemplar * dimension
            let embedding = Embedding(components: Array(components[start..<start + dimension]))
            enroll(embedding, in: canonical, isGood: isGood, limit: limit)
        }
    }

    /// What one identity looks like is forgotten.
    mutating func removeExemplars(of row: Int) { rows[row] = Row() }

    /// How much a query resembles each identity, in their order; nil where there is nothing to compare.
    func similarities(to query: Embedding, pooling: MatchPolicy.Pooling) -> [Similarity?] {
        rows.indices.map { similarity(of: $0, to: query, pooling: pooling) }
    }

    func similarity(of row: Int, to query: Embedding, pooling: MatchPolicy.Pooling) -> Similarity? {
        let count = rows[row].count
        guard count > 0, query.dimension == dimension else { return nil }
        return components.withUnsafeBufferPointer { all in
            query.components.withUnsafeBufferPointer { query in
                var (sum, best) = (Int64(0), Int32.min)
                for exemplar in 0..<count {
                    let start = row * stride + exemplar * dimension
                    let product = Self.dotProduct(query, UnsafeBufferPointer(rebasing: all[start..<start + dimension]))
                    sum += Int64(product)
                    best = max(best, product)
                }
                return Similarity(raw: pooling == .mean ? Int32(sum / Int64(count)) : best)
            }
        }
    }

    /// Exact in any order, so the compiler may use vector instructions: eight multiply-adds each on any x86-64 or arm64.
    private static func dotProduct(_ a: UnsafeBufferPointer<Int16>, _ b: UnsafeBufferPointer<Int16>) -> Int32 {
        guard let a = a.baseAddress, let b = b.baseAddress.map({ ($0, b.count) }) else { return 0 }
        var sum: Int32 = 0
        for index in 0..<b.1 { sum &+= Int32(a[index]) &* Int32(b.0[index]) }
        return sum
    }
}
