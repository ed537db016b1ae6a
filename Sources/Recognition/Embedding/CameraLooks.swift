/// The different looks that a camera has seen: one for each person and dress, however many pictures there are of it.
///
/// A mean over pictures becomes that of whoever is seen most, and then everybody else differs from it in the same way. In a
/// mean over looks a resident weighs no more than each of the visitors.
struct CameraLooks: Sendable, Codable {
    private var looks: [Look] = []
    /// Crops added so far.
    private var clock: UInt64 = 0
    /// What happened since the mean was computed: 8 for a look that came or went, 1 for another crop of a known one.
    private var changes = 0

    private struct Look: Sendable, Codable {
        /// The running average of its crops, components of 2^-14.
        @Packed var average: [Int16]
        /// Of the average, 2^-24.
        var length: Int64
        var samples: Int64
        /// Whose crops it is made of, latest last: they are to be found when somebody has to be forgotten.
        var people: [PersonID]
        /// The clock when it got its last crop.
        var fed: UInt64
    }

    var count: Int { looks.count }

    /// Whether the mean ought to be computed anew.
    var hasChangedMuch: Bool { changes >= max(looks.count, 8) }

    mutating func noteMean() { changes = 0 }

    /// - Parameter sum: the sum of all averages, kept up to date.
    mutating func add(
        _ components: [Int16], of person: PersonID, joinMicro: Int64, rule: MatchPolicy.LookPolicy, sum: inout [Int64]
    ) {
        clock += 1
        if let index = look(like: components, joinMicro: joinMicro) {
            let samples = min(looks[index].samples + 1, max(rule.samples, 1))
            for place in components.indices {
                let old = looks[index].average[place]
                let step = (Int64(components[place]) - Int64(old)) / samples
                looks[index].average[place] = Int16(clamping: Int64(old) + step)
                sum[place] += Int64(looks[index].average[place]) - Int64(old)
            }
            looks[index].length = Self.length(of: looks[index].average)
            looks[index].samples = samples
            looks[index].people = (looks[index].people.filter { $0 != person } + [person]).suffix(Self.maximumPeople)
            looks[index].fed = clock
            changes += 1
            return
        }
        if looks.count >= max(rule.maximum, 1), let oldest = looks.indices.min(by: { looks[$0].fed < looks[$1].fed }) {
            for place in components.indices { sum[place] -= Int64(looks[oldest].average[place]) }
            looks.remove(at: oldest)
        }
        looks.append(Look(average: components, length: Self.length(of: components), samples: 1, people: [person], fed: clock))
        for place in components.indices { sum[place] += Int64(components[place]) }
        changes += 8
    }

    /// Drops every look that somebody's crops are part of.
    /// - Parameter sum: the sum of all averages, kept up to date.
    mutating func forget(_ people: Set<PersonID>, sum: inout [Int64]) {
        for look in looks where !people.isDisjoint(with: look.people) {
            for place in look.average.indices { sum[place] -= Int64(look.average[place]) }
        }
        looks.removeAll { !people.isDisjoint(with: $0.people) }
    }

    /// Of a look, as many as have a noticeable share of it.
    private static let maximumPeople = 16

    /// The look that resembles the crop most, if it does so enough; of equal ones the older.
    private func look(like components: [Int16], joinMicro: Int64) -> Int? {
        let threshold = min(max(joinMicro, -1_000_000), 1_000_000)
        var best: (index: Int, cosine: Int64)?
        for (index, look) in looks.enumerated() where look.length > 0 {
            let cosine = Int64(DotProduct.of(look.average, components)) << 24 / look.length
            if cosine > best?.cosine ?? .min { best = (index, cosine) }
        }
        guard let best, best.cosine * 1_000_000 >= threshold << 28 else { return nil }
        return best.index
    }

    private static func length(of components: [Int16]) -> Int64 {
        Int64(FixedPoint.squareRoot(UInt64(max(DotProduct.of(components, components), 0)) << 20))
    }
}
