import Testing

@testable import Recognition

@Suite struct GalleryTests {
    static func gallery(rows: Int) -> Gallery {
        var gallery = Gallery()
        for _ in 0..<rows { gallery.appendRow() }
        return gallery
    }

    static func similarity(_ gallery: Gallery, _ row: Int, to person: Int, _ pooling: MatchPolicy.Pooling = .maximum) -> Double? {
        gallery.similarity(of: row, to: SyntheticPerson(person).embedding, pooling: pooling)?.value
    }

    @Test("only the newest exemplars up to the limit are kept")
    func newest() {
        var gallery = Self.gallery(rows: 1)
        for person in 0..<11 { gallery.enroll(SyntheticPerson(person).embedding, in: 0, isGood: true, limit: 8) }
        #expect(gallery.exemplarCount(of: 0) == 8)
        for person in 0..<11 { #expect(Self.similarity(gallery, 0, to: person) == (person < 3 ? 0 : 1)) }
    }

    @Test("a raised limit makes room, a lowered one starts over")
    func limits() {
        var gallery = Self.gallery(rows: 1)
        for person in 0..<3 { gallery.enroll(SyntheticPerson(person).embedding, in: 0, isGood: true, limit: 2) }
        for person in 3..<5 { gallery.enroll(SyntheticPerson(person).embedding, in: 0, isGood: true, limit: 8) }
        #expect(gallery.exemplarCount(of: 0) == 4)
        #expect((0..<5).map { Self.similarity(gallery, 0, to: $0) } == [0, 1, 1, 1, 1])
        gallery.enroll(SyntheticPerson(5).embedding, in: 0, isGood: true, limit: 2)
        #expect(gallery.exemplarCount(of: 0) == 1)
        #expect(Self.similarity(gallery, 0, to: 5) == 1)
    }

    @Test("a poor exemplar is kept only while there is nothing else")
    func placeholder() {
        var gallery = Self.gallery(rows: 1)
        gallery.enroll(SyntheticPerson(0).embedding, in: 0, isGood: false, limit: 8)
        gallery.enroll(SyntheticPerson(1).embedding, in: 0, isGood: false, limit: 8)
        #expect(Self.similarity(gallery, 0, to: 0) == 1)
        #expect(gallery.exemplarCount(of: 0) == 1)
        gallery.enroll(SyntheticPerson(2).embedding, in: 0, isGood: true, limit: 8)
        #expect((0..<3).map { Self.similarity(gallery, 0, to: $0) } == [0, 0, 1])
    }

    @Test("maximum is the best exemplar's similarity, mean is everybody's")
    func pooling() {
        var gallery = Self.gallery(rows: 1)
        for person in 0..<4 { gallery.enroll(SyntheticPerson(person).embedding, in: 0, isGood: true, limit: 8) }
        #expect(Self.similarity(gallery, 0, to: 2, .maximum) == 1)
        #expect(Self.similarity(gallery, 0, to: 2, .mean) == 0.25)
    }

    @Test("removing a row puts the last one in its place")
    func removal() {
        var gallery = Self.gallery(rows: 3)
        for row in 0..<3 { gallery.enroll(SyntheticPerson(row).embedding, in: row, isGood: true, limit: 8) }
        gallery.removeRow(0)
        #expect(Self.similarity(gallery, 0, to: 2) == 1)
        #expect(Self.similarity(gallery, 1, to: 1) == 1)
        gallery.removeRow(1)
        gallery.removeRow(0)
        gallery.appendRow()
        #expect(Self.similarity(gallery, 0, to: 2) == nil)
    }

    @Test("one identity takes over another's exemplars while there is room, and good ones in place of a poor one")
    func merging() {
        var gallery = Self.gallery(rows: 3)
        for person in 0..<3 { gallery.enroll(SyntheticPerson(person).embedding, in: 0, isGood: true, limit: 4) }
        for person in 3..<6 { gallery.enroll(SyntheticPerson(person).embedding, in: 1, isGood: true, limit: 4) }
        gallery.enroll(SyntheticPerson(6).embedding, in: 2, isGood: false, limit: 4)
        gallery.merge(row: 1, into: 0, limit: 4)
        #expect((0..<7).map { Self.similarity(gallery, 0, to: $0) } == [1, 1, 1, 1, 0, 0, 0])
        gallery.merge(row: 2, into: 0, limit: 8)
        #expect(gallery.exemplarCount(of: 0) == 4)
        gallery.merge(row: 1, into: 2, limit: 4)
        #expect((3..<7).map { Self.similarity(gallery, 2, to: $0) } == [1, 1, 1, 0])
    }

    @Test("what one identity looks like can be forgotten, and learned anew")
    func forgetting() {
        var gallery = Self.gallery(rows: 2)
        for row in 0..<2 { gallery.enroll(SyntheticPerson(row).embedding, in: row, isGood: true, limit: 8) }
        gallery.removeExemplars(of: 0)
        #expect(Self.similarity(gallery, 0, to: 0) == nil)
        #expect(Self.similarity(gallery, 1, to: 1) == 1)
        gallery.enroll(SyntheticPerson(2).embedding, in: 0, isGood: true, limit: 8)
        #expect(Self.similarity(gallery, 0, to: 2) == 1)
    }

    @Test("an embedding of another dimension is neither kept nor compared")
    func dimension() {
        var gallery = Self.gallery(rows: 1)
        gallery.enroll(SyntheticPerson(0).embedding, in: 0, isGood: true, limit: 8)
        let other = Embedding(components: [16_384, 0, 0])
        gallery.enroll(other, in: 0, isGood: true, limit: 8)
        #expect(gallery.exemplarCount(of: 0) == 1)
        #expect(gallery.similarity(of: 0, to: other, pooling: .mean) == nil)
    }

    @Test("similarities are the exact dot products")
    func exact() {
        var gallery = Self.gallery(rows: 20)
        let query = SyntheticPerson(0).view(1, seed: 99)
        let exemplars = (0..<20).map { SyntheticPerson(1).view(1, seed: UInt64($0)) }
        for (row, exemplar) in exemplars.enumerated() { gallery.enroll(exemplar, in: row, isGood: true, limit: 8) }
        #expect(gallery.similarities(to: query, pooling: .mean) == exemplars.map { query.similarity(to: $0) })
    }
}
