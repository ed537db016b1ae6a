import Recognition

/// Searches as a home makes them: a handful of people is known, each by a few crops, and whoever comes may be a stranger.
///
/// Nothing is drawn by lot: a query's strangers are the people with the next higher numbers, so that a curve can be had again.
package struct OpenSetSearch: Sendable {
    /// How many people are known during a search.
    package var people = 10
    /// Crops kept of a person, as many as an identity keeps.
    package var exemplars = 8

    package init() {}

    /// - Parameters:
    ///   - queries: each searches twice: among others only, and among as many with its own person (seen by another camera).
    ///   - gallery: where the known people come from; nobody in particular (0) and junk (−1) are not among them.
    package func curve(queries: [LabelledCrop], gallery: [LabelledCrop]) -> OpenSetCurve {
        let crops = Dictionary(grouping: gallery.filter { $0.person > 0 }, by: \.person)
        let persons = crops.keys.sorted()
        let blocks = persons.map { EmbeddingBlock(enrolled(crops[$0, default: []]).map(\.embedding)) }

        var strangers: [Int32] = []
        var acquaintances: [Int32] = []
        for query in queries where query.person > 0 {
            let next = persons.firstIndex { $0 > query.person } ?? 0
            var best: Int32?
            for step in 0..<min(people, persons.count) {
                let place = (next + step) % persons.count
                guard persons[place] != query.person else { continue }
                best = (blocks[place].similarities(to: query.embedding) + [best ?? .min]).max()
            }
            if let best { strangers.append(best) }

            let own = crops[query.person, default: []].filter { $0.camera != query.camera }
            let similarities = EmbeddingBlock(enrolled(own).map(\.embedding)).similarities(to: query.embedding)
            if let found = similarities.max() { acquaintances.append(found) }
        }
        return OpenSetCurve(strangers: strangers, acquaintances: acquaintances, people: min(people, persons.count))
    }

    /// Evenly over all there are, so that every camera has its say.
    private func enrolled(_ crops: [LabelledCrop]) -> [LabelledCrop] {
        guard crops.count > exemplars, exemplars > 0 else { return crops }
        return (0..<exemplars).map { crops[$0 * crops.count / exemplars] }
    }
}
