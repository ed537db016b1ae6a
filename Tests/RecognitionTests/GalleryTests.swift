import Testing

@testable import Recognition

@Suite struct GalleryTests {
    static func gallery(rows: Int) -> Gallery {
        var gallery = Gallery()
        for _ in 0..<rows { gallery.appendRow() }
        return gallery
    }

    static func similarity(_ gallery: Gallery, _ row: Int, to person: Int, _ pooling: MatchPolicy.Pooling = .maximum) -> Double? {
        similarities(gallery, to: SyntheticPerson(person).embedding, row..<row + 1, pooling)[0]?.value
    }

    static func similarities(
        _ gallery: Gallery, to query: Embedding, _ rows: Range<Int>, _ pooling: MatchPolicy.Pooling = .mean
    ) -> [Similarity?] {
        var policy = policy()
        policy.pooling = pooling
        return gallery.likenesses(of: probe(query), to: rows, policy: policy, weights: MatchWeights(policy)).map {
            $0?.similarity
        }
    }

    static func probe(_ embedding: Embedding) -> Probe {
        Probe(embedding: embedding, isGray: false, desaturated: nil, camera: "c")
    }

    static func policy(limit: Int = 8) -> MatchPolicy {
        var policy = MatchPolicy(threshold: 0.6)
        policy.maximumExemplars = limit
        return policy
    }

    static func enroll(
        _ embedding: Embedding, in row: Int, of gallery: inout Gallery, isGood: Bool = true, limit: Int = 8
    ) {
        gallery.enroll(probe(embedding), in: row, isGood: isGood, policy: policy(limit: limit))
    }

    @Test("only so many exemplars are kept; of equally different ones the newest")
    func newest() {
        var gallery = Self.gallery(rows: 1)
        for person in 0..<11 { Self.enroll(SyntheticPerson(person).embedding, in: 0, of: &gallery) }
        #expect(gallery.exemplarCount(of: 0) == 8)
        for person in 0..<11 { #expect(Self.similarity(gallery, 0, to: person) == (person < 3 ? 0 : 1)) }
    }

    @Test("a raised limit makes room, a lowered one starts over")
    func limits() {
        var gallery = Self.gallery(rows: 1)
        for person in 0..<3 { Self.enroll(SyntheticPerson(person).embedding, in: 0, of: &gallery, limit: 2) }
        for person in 3..<5 { Self.enroll(SyntheticPerson(person).embedding, in: 0, of: &gallery) }
        #expect(gallery.exemplarCount(of: 0) == 4)
        #expect((0..<5).map { Self.similarity(gallery, 0, to: $0) } == [0, 1, 1, 1, 1])
        Self.enroll(SyntheticPerson(5).embedding, in: 0, of: &gallery, limit: 2)
        #expect(gallery.exemplarCount(of: 0) == 1)
        #expect(Self.similarity(gallery, 0, to: 5) == 1)
    }

    @Test("a poor exemplar is kept only while there is nothing else")
    func placeholder() {
        var gallery = Self.gallery(rows: 1)
        Self.enroll(SyntheticPerson(0).embedding, in: 0, of: &gallery, isGood: false)
        Self.enroll(SyntheticPerson(1).embedding, in: 0, of: &gallery, isGood: false)
        #expect(Self.similarity(gallery, 0, to: 0) == 1)
        #expect(gallery.exemplarCount(of: 0) == 1)
        Self.enroll(SyntheticPerson(2).embedding, in: 0, of: &gallery)
        #expect((0..<3).map { Self.similarity(gallery, 0, to: $0) } == [0, 0, 1])
    }

    @Test("maximum is the best exemplar's similarity, mean is everybody's")
    func pooling() {
        var gallery = Self.gallery(rows: 1)
        for person in 0..<4 { Self.enroll(SyntheticPerson(person).embedding, in: 0, of: &gallery) }
        #expect(Self.similarity(gallery, 0, to: 2, .maximum) == 1)
        #expect(Self.similarity(gallery, 0, to: 2, .mean) == 0.25)
    }

    @Test("removing a row puts the last one in its place")
    func removal() {
        var gallery = Self.gallery(rows: 3)
        for row in 0..<3 { Self.enroll(SyntheticPerson(row).embedding, in: row, of: &gallery) }
        gallery.removeRow(0)
        #expect(Self.similarity(gallery, 0, to: 2) == 1)
        #expect(Self.similarity(gallery, 1, to: 1) == 1)
        gallery.removeRow(1)
        gallery.removeRow(0)
        gallery.appendRow()
        #expect(Self.similarity(gallery, 0, to: 2) == nil)
    }

    @Test("one identity takes over another's exemplars within the limit, and good ones in place of a poor one")
    func merging() {
        var gallery = Self.gallery(rows: 3)
        for person in 0..<3 { Self.enroll(SyntheticPerson(person).embedding, in: 0, of: &gallery, limit: 4) }
        for person in 3..<6 { Self.enroll(SyntheticPerson(person).embedding, in: 1, of: &gallery, limit: 4) }
        Self.enroll(SyntheticPerson(6).embedding, in: 2, of: &gallery, isGood: false, limit: 4)
        gallery.merge(row: 1, into: 0, policy: Self.policy(limit: 4))
        #expect((0..<7).map { Self.similarity(gallery, 0, to: $0) } == [0, 0, 1, 1, 1, 1, 0])
        gallery.merge(row: 2, into: 0, policy: Self.policy(limit: 4))
        #expect(gallery.exemplarCount(of: 0) == 4)
        gallery.merge(row: 1, into: 2, policy: Self.policy(limit: 4))
        #expect((3..<7).map { Self.similarity(gallery, 2, to: $0) } == [1, 1, 1, 0])
    }

    @Test("what one identity looks like can be forgotten, and learned anew")
    func forgetting() {
        var gallery = Self.gallery(rows: 2)
        for row in 0..<2 { Self.enroll(SyntheticPerson(row).embedding, in: row, of: &gallery) }
        gallery.removeExemplars(of: 0)
        #expect(Self.similarity(gallery, 0, to: 0) == nil)
        #expect(Self.similarity(gallery, 1, to: 1) == 1)
        Self.enroll(SyntheticPerson(2).embedding, in: 0, of: &gallery)
        #expect(Self.similarity(gallery, 0, to: 2) == 1)
    }

    @Test("an embedding of another dimension is neither kept nor compared")
    func dimension() {
        var gallery = Self.gallery(rows: 1)
        Self.enroll(SyntheticPerson(0).embedding, in: 0, of: &gallery)
        let other = Embedding(components: [16_384, 0, 0])
        Self.enroll(other, in: 0, of: &gallery)
        #expect(gallery.exemplarCount(of: 0) == 1)
        #expect(Self.similarities(gallery, to: other, 0..<1) == [nil])
    }

    @Test("similarities are the exact dot products")
    func exact() {
        var gallery = Self.gallery(rows: 20)
        let query = SyntheticPerson(0).view(1, seed: 99)
        let exemplars = (0..<20).map { SyntheticPerson(1).view(1, seed: UInt64($0)) }
        for (row, exemplar) in exemplars.enumerated() { Self.enroll(exemplar, in: row, of: &gallery) }
        #expect(Self.similarities(gallery, to: query, 0..<20) == exemplars.map { query.similarity(to: $0) })
    }

    @Test("what is nearly there is not kept again; the most redundant goes first")
    func redundancy() {
        var gallery = Self.gallery(rows: 1)
        Self.enroll(SyntheticPerson(0).embedding, in: 0, of: &gallery)
        Self.enroll(SyntheticPerson(0).resembling(16_300), in: 0, of: &gallery)
        #expect(gallery.exemplarCount(of: 0) == 1)
        Self.enroll(SyntheticPerson(1).embedding, in: 0, of: &gallery, limit: 3)
        Self.enroll(SyntheticPerson(1).resembling(15_000), in: 0, of: &gallery, limit: 3)
        Self.enroll(SyntheticPerson(2).embedding, in: 0, of: &gallery, limit: 3)
        // Of the two views of person 1 the older one went.
        #expect(gallery.exemplarCount(of: 0) == 3)
        #expect(Self.similarity(gallery, 0, to: 0) == 1 && Self.similarity(gallery, 0, to: 2) == 1)
        #expect((Self.similarity(gallery, 0, to: 1) ?? 0) < 0.95)
    }

    @Test("several people at once resemble everybody as much as each alone", arguments: [false, true])
    func sweep(usesMeans: Bool) {
        var policy = Self.policy()
        policy.usesCameraMeans = usesMeans
        policy.looks?.minimum = 2
        var gallery = Self.gallery(rows: 7)
        // The last one is known by nothing.
        for person in 0..<18 {
            let seen = SyntheticPerson(person % 6).view(0.8, seed: UInt64(person))
            let probe = Probe(
                embedding: seen, isGray: person % 5 == 0, desaturated: nil, camera: person % 2 == 0 ? "a" : "b")
            gallery.enroll(probe, in: person % 6, isGood: true, policy: policy)
            gallery.learn(probe, of: PersonID("a"), joinMicro: nil, policy: policy)
        }
        let probes = (0..<4).map { number in
            Probe(
                embedding: SyntheticPerson(number).view(0.5, seed: UInt64(100 + number)), isGray: number == 2,
                desaturated: number == 3 ? SyntheticPerson(9).embedding : nil, camera: number == 1 ? "c" : "a")
        }
        let weights = MatchWeights(policy)
        let together = gallery.likenesses(of: probes, to: 0..<7, policy: policy, weights: weights)
        for (probe, found) in zip(probes, together) {
            for row in 0..<7 {
                let alone = gallery.likenesses(of: probe, to: row..<row + 1, policy: policy, weights: weights)
                #expect(alone == [found[row]])
                #expect((found[row] == nil) == (row == 6))
            }
        }
        #expect(Set(together.flatMap { $0 }.compactMap(\.self)).count > 12)
    }

    @Test("a gray picture is compared with what colour exemplars look like without their colours")
    func gray() {
        var gallery = Self.gallery(rows: 2)
        let policy = Self.policy()
        let coloured = Probe(
            embedding: SyntheticPerson(0).embedding, isGray: false, desaturated: SyntheticPerson(10).embedding, camera: "c")
        gallery.enroll(coloured, in: 0, isGood: true, policy: policy)
        gallery.enroll(Self.probe(SyntheticPerson(1).embedding), in: 1, isGood: true, policy: policy)
        let query = Probe(embedding: SyntheticPerson(10).embedding, isGray: true, desaturated: nil, camera: "d")
        let found = gallery.likenesses(of: query, to: 0..<2, policy: policy, weights: MatchWeights(policy))
        #expect(found.map { $0?.similarity.value } == [1, 0])
        // Nothing gray is known of the second: compared as it is.
        let second = Probe(embedding: SyntheticPerson(1).embedding, isGray: true, desaturated: nil, camera: "d")
        #expect(
            gallery.likenesses(of: second, to: 1..<2, policy: policy, weights: MatchWeights(policy))[0]?.similarity.value == 1)
    }

    @Test("with the cameras' means learned, cosines are those of the differences from them, to 1e-4")
    func means() {
        var policy = Self.policy()
        (policy.usesCameraMeans, policy.meanCrops, policy.meanShrink) = (true, 5, 0)
        policy.looks = nil
        var gallery = Self.gallery(rows: 6)
        let views = (0..<6).map { SyntheticPerson($0).view(1.2, seed: UInt64($0)) }
        for (row, view) in views.enumerated() {
            let probe = Probe(embedding: view, isGray: false, desaturated: nil, camera: row % 2 == 0 ? "a" : "b")
            gallery.enroll(probe, in: row, isGood: true, policy: policy)
        }
        for _ in 0..<2 {
            for (row, view) in views.enumerated() {
                let camera = row % 2 == 0 ? "a" : "b"
                gallery.learn(
                    Probe(embedding: view, isGray: false, desaturated: nil, camera: camera), of: PersonID("a"), joinMicro: nil,
                    policy: policy)
            }
        }
        let query = Probe(embedding: SyntheticPerson(0).view(0.5, seed: 77), isGray: false, desaturated: nil, camera: "b")
        let found = gallery.likenesses(of: query, to: 0..<6, policy: policy, weights: MatchWeights(policy))

        // The mean of six crops: renewed with the sixth.
        func mean(_ rows: [Int]) -> [Double] {
            let order = (rows + rows).map { views[$0].components.map(Double.init) }
            let sum = order.reduce([Double](repeating: 0, count: order[0].count)) { zip($0, $1).map(+) }
            return sum.map { ($0 / 6).rounded(.towardZero) }
        }
        func cosine(_ a: [Double], _ b: [Double]) -> Double {
            let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
            return product / (a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }).squareRoot()
        }
        let means = ["a": mean([0, 2, 4]), "b": mean([1, 3, 5])]
        let centred = zip(query.embedding.components, means["b"] ?? []).map { Double($0) - $1 }
        for row in 0..<6 {
            let other = zip(views[row].components, means[row % 2 == 0 ? "a" : "b"] ?? []).map { Double($0) - $1 }
            #expect(abs((found[row]?.similarity.value ?? -2) - cosine(centred, other)) < 1e-4)
        }
    }
}
