/// The exemplars of every identity in one modality, in one contiguous block, searched by brute force.
///
/// Rows run parallel to `IdentityTable`: row n belongs to the identity at n. A row has room for `perIdentity` embeddings of
/// one dimension (that of the first one kept), whether they are there or not: 8 KB at 512 numbers.
struct Exemplars: Sendable, Codable {
    static let perIdentity = 8

    /// 0 while nothing is kept.
    private(set) var dimension = 0
    @Packed private var components: [Int16] = []
    private var rows: [Row] = []
    private(set) var means = CameraMeans()

    private struct Row: Sendable, Codable {
        /// One for each embedding, oldest first.
        var exemplars: [Exemplar] = []
        /// The only exemplar is a poor one.
        var isPlaceholder = false
        /// The length of the sum of all exemplars' directions, as they are and without their cameras' means, 2^-24; the
        /// latter is 0 while a camera's mean is missing.
        var rawLength: UInt64 = 0
        var centredLength: UInt64 = 0
    }

    private struct Exemplar: Sendable, Codable {
        /// Which of the row's places it fills.
        var place: Int
        /// Of `means`; nil when its camera has no number there.
        var camera: Int?
        /// Its length after subtracting its camera's mean, 2^-24; 0 while that has none.
        var length: UInt64 = 0
    }

    private var stride: Int { Self.perIdentity * dimension }

    func count(of row: Int) -> Int { rows[row].exemplars.count }

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
    mutating func removeAll() {
        let count = rows.count
        self = Exemplars()
        rows = [Row](repeating: Row(), count: count)
    }

    // MARK: Keeping

    /// Keeps an embedding for an identity, unless there is nearly the same one; beyond `limit` the most redundant goes.
    ///
    /// A poor one is kept only where there is nothing else, because an identity without any exemplar could never be
    /// recognised by appearance, and every further sighting of that person would be news again. The first good one
    /// replaces it: a half hidden person's exemplar also resembles whoever stands in front.
    mutating func enroll(_ embedding: Embedding, camera: String, in row: Int, isGood: Bool, policy: MatchPolicy) {
        guard isGood || rows[row].exemplars.isEmpty else { return }
        if dimension == 0 {
            dimension = embedding.dimension
            components = [Int16](repeating: 0, count: rows.count * stride)
        }
        guard embedding.dimension == dimension else { return }
        let limit = min(max(policy.maximumExemplars, 1), Self.perIdentity)
        // More than the limit: it was lowered, and this identity starts over.
        if rows[row].isPlaceholder || rows[row].exemplars.count > limit { rows[row] = Row() }
        let alike = rows[row].exemplars.map { product(of: $0, in: row, with: embedding.components) }
        if let closest = alike.max(), Int64(closest) * 1_000 >= Int64(policy.copyPermille) << 28 { return }
        if rows[row].exemplars.count == limit { rows[row].exemplars.remove(at: mostRedundant(in: row, alike: alike)) }
        let place = (0..<Self.perIdentity).first { place in rows[row].exemplars.allSatisfy { $0.place != place } } ?? 0
        let target = row * stride + place * dimension
        for index in 0..<dimension { components[target + index] = embedding.components[index] }
        let slot = means.slot(for: camera, dimension: dimension, policy: policy)
        var exemplar = Exemplar(place: place, camera: slot)
        exemplar.length = length(of: exemplar, in: row)
        rows[row].exemplars.append(exemplar)
        rows[row].isPlaceholder = !isGood
        measure(row)
    }

    private mutating func measure(_ row: Int) {
        var raw = [Int64](repeating: 0, count: dimension)
        var centred = raw
        var isCentred = true
        for exemplar in rows[row].exemplars {
            let vector = self[exemplar, in: row]
            for (index, component) in vector.enumerated() { raw[index] += Int64(component) }
            guard exemplar.length > Self.shortest, let mean = means.mean(of: exemplar.camera) else {
                isCentred = false
                continue
            }
            for (index, component) in vector.enumerated() {
                centred[index] += (Int64(component) - Int64(mean.components[index])) << 24 / Int64(exemplar.length)
            }
        }
        rows[row].rawLength = Self.length(squared: raw.reduce(0) { $0 + $1 * $1 })
        rows[row].centredLength = isCentred ? Self.length(squared: centred.reduce(0) { $0 + $1 * $1 }) : 0
    }

    /// Of the two that resemble each other most, counting the one about to come, the older one.
    private func mostRedundant(in row: Int, alike: [Int32]) -> Int {
        var (worst, most) = (0, Int32.min)
        for (index, exemplar) in rows[row].exemplars.enumerated() {
            var closest = alike[index]
            for later in rows[row].exemplars[(index + 1)...] {
                closest = max(closest, product(of: exemplar, in: row, with: Array(self[later, in: row])))
            }
            if closest > most { (worst, most) = (index, closest) }
        }
        return worst
    }

    /// All exemplars of one row become those of another as well.
    mutating func merge(row: Int, into other: Int, policy: MatchPolicy) {
        for exemplar in rows[row].exemplars {
            let camera = exemplar.camera.map { means.id(of: $0) } ?? ""
            let embedding = Embedding(components: Array(self[exemplar, in: row]))
            enroll(embedding, camera: camera, in: other, isGood: !rows[row].isPlaceholder, policy: policy)
        }
    }

    /// What an identity looks like is forgotten.
    mutating func removeExemplars(of row: Int) {
        for index in 0..<stride { components[row * stride + index] = 0 }
        rows[row] = Row()
    }

    /// Teaches a camera's mean.
    /// - Parameter joinMicro: what makes two crops one look; nil for the policy's own number.
    mutating func learn(
        _ embedding: Embedding, of person: PersonID, camera: String, joinMicro: Int64?, policy: MatchPolicy
    ) {
        guard dimension == 0 || embedding.dimension == dimension else { return }
        guard let change = means.learn(embedding, of: person, camera: camera, joinMicro: joinMicro, policy: policy)
        else { return }
        let means = means
        measureAgain { camera in
            camera != nil && camera == change.slot || change.isShared && !means.hasOwnMean(camera)
        }
    }

    /// Nothing of somebody's crops is left in what was learned of cameras.
    mutating func forgetLooks(of people: Set<PersonID>, policy: MatchPolicy) {
        means.forget(people, policy: policy)
        measureAgain { _ in true }
    }

    /// Means that were learned by another rule are forgotten.
    mutating func forgetMeans() {
        means.forgetMeans()
        measureAgain { _ in true }
    }

    private mutating func measureAgain(of isConcerned: (Int?) -> Bool) {
        for row in rows.indices {
            var hasChanged = false
            for index in rows[row].exemplars.indices where isConcerned(rows[row].exemplars[index].camera) {
                rows[row].exemplars[index].length = length(of: rows[row].exemplars[index], in: row)
                hasChanged = true
            }
            if hasChanged { measure(row) }
        }
    }

    // MARK: Comparing

    /// A query with everything that is the same for all exemplars.
    struct Query: Sendable {
        var raw: [Int16]
        /// Its camera's number among the means; nil for one without.
        var slot: Int?
        /// Without its camera's mean; nil while that has none.
        var centred: [Int16]?
        /// The length of `centred`, 2^-24.
        var length: UInt64 = 0
        /// For each camera, `centred` times its mean; the last one is for exemplars whose camera has no number.
        var timesMeans: [Int64] = []
    }

    func query(_ embedding: Embedding, camera: String, usesMeans: Bool) -> Query {
        var query = Query(raw: embedding.components, slot: means.slot(of: camera))
        guard usesMeans, embedding.dimension == dimension, let mean = means.mean(of: query.slot) else { return query }
        let centred = zip(embedding.components, mean.components).map { Int16(clamping: Int32($0) - Int32($1)) }
        query.length = Self.length(squared: centred.reduce(0) { $0 + Int64($1) * Int64($1) })
        guard query.length > Self.shortest else { return query }
        query.centred = centred
        query.timesMeans = (means.slots.map { $0 } + [nil]).map { slot in
            means.mean(of: slot).map { Int64(DotProduct.of(centred, $0.components)) } ?? 0
        }
        return query
    }

    /// How alike two queries are without their cameras' means; nil where one has none.
    static func cosine(_ a: Query, _ b: Query) -> Similarity? {
        guard let one = a.centred, let other = b.centred, a.length > shortest, b.length > shortest else { return nil }
        let product = Int64(DotProduct.of(one, other))
        let (high, low) = product.magnitude.multipliedFullWidth(by: 1 << 48)
        let share = Int32(min((a.length * b.length).dividingFullWidth((high, low)).quotient, 1 << 28))
        return Similarity(raw: product < 0 ? -share : share)
    }

    /// Whether no camera has a mean yet, so that nothing is known of what all pictures here have in common.
    var isFresh: Bool { !means.isAnythingKnown }

    /// How much a query resembles an identity; nil where there is nothing to compare.
    /// - Parameter weights: bring raw cosines, where a camera's mean is not known yet, to the scale of the others.
    func likeness(of row: Int, to query: Query, pooling: MatchPolicy.Pooling, weights: MatchWeights) -> Likeness? {
        let exemplars = rows[row].exemplars
        guard !exemplars.isEmpty, query.raw.count == dimension else { return nil }
        let isCentred = query.centred != nil && rows[row].centredLength > Self.shortest
        let handicap = isCentred ? weights.centredSameCamera : weights.rawSameCamera
        var (sum, best, bestElsewhere, here) = (Int64(0), Int64.min, Int64.min, Int64(0))
        for exemplar in exemplars {
            let one = Int64(
                isCentred ? cosine(of: exemplar, in: row, to: query) : product(of: exemplar, in: row, with: query.raw))
            let isHere = exemplar.camera != nil && exemplar.camera == query.slot
            sum += one
            best = max(best, one)
            bestElsewhere = max(bestElsewhere, isHere ? one - handicap : one)
            if isHere { here += 1 }
        }
        var (pooled, weighed) = (best, bestElsewhere)
        switch pooling {
        case .maximum: break
        case .mean:
            pooled = sum / Int64(exemplars.count)
            weighed = pooled - here * handicap / Int64(exemplars.count)
        case .centroid:
            let length = isCentred ? rows[row].centredLength : rows[row].rawLength
            pooled = length > Self.shortest ? sum << 24 / Int64(length) : best
            weighed = pooled - here * handicap / Int64(exemplars.count)
        }
        let measured = Self.cosine(pooled), counted = Self.cosine(weighed)
        guard !isCentred else { return Likeness(measured: measured, similarity: measured, weighed: counted, space: .centered) }
        return Likeness(
            measured: measured, similarity: weights.calibrated(raw: measured), weighed: weights.calibrated(raw: counted),
            space: .raw)
    }

    private static func cosine(_ pooled: Int64) -> Similarity {
        Similarity(raw: Int32(min(max(pooled, -1 << 28), 1 << 28)))
    }

    /// Without the means of both cameras.
    private func cosine(of exemplar: Exemplar, in row: Int, to query: Query) -> Int32 {
        guard let centred = query.centred else { return 0 }
        let timesMean = query.timesMeans[exemplar.camera ?? query.timesMeans.count - 1]
        let product = Int64(product(of: exemplar, in: row, with: centred)) - timesMean
        // 2^-28 times 2^-28, over two lengths of 2^-24 each, as 2^-28.
        let (high, low) = product.magnitude.multipliedFullWidth(by: 1 << 48)
        let share = (query.length * exemplar.length).dividingFullWidth((high, low)).quotient
        let cosine = Int32(min(share, 1 << 28))
        return product < 0 ? -cosine : cosine
    }

    /// A vector this short (a sixteenth) has no direction to speak of.
    private static let shortest: UInt64 = 1 << 20

    private static func length(squared: Int64) -> UInt64 { FixedPoint.squareRoot(UInt64(max(squared, 0)) << 20) }

    /// 0 when its camera has no mean.
    private func length(of exemplar: Exemplar, in row: Int) -> UInt64 {
        guard let mean = means.mean(of: exemplar.camera) else { return 0 }
        var squared: Int64 = 0
        for (component, mean) in zip(self[exemplar, in: row], mean.components) {
            let difference = Int64(component) - Int64(mean)
            squared += difference * difference
        }
        return Self.length(squared: squared)
    }

    private subscript(exemplar: Exemplar, in row: Int) -> ArraySlice<Int16> {
        let start = row * stride + exemplar.place * dimension
        return components[start..<start + dimension]
    }

    private func product(of exemplar: Exemplar, in row: Int, with vector: [Int16]) -> Int32 {
        let start = row * stride + exemplar.place * dimension
        return components.withUnsafeBufferPointer { all in
            vector.withUnsafeBufferPointer { vector in
                DotProduct.of(vector, UnsafeBufferPointer(rebasing: all[start..<start + dimension]))
            }
        }
    }
}
