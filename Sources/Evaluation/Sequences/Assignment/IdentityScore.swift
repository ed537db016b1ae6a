/// How well the ids that were given agree with who people are.
package struct IdentityScore: Sendable, Hashable {
    package let people: Int
    package let sightings: Int
    /// Twice the sightings under the right id, over all true and all answered sightings; people and ids are paired one to one
    /// so that most are right.
    package let idf1: Double
    package let pairwisePrecision: Double
    package let pairwiseRecall: Double
    /// All pairs of sightings.
    package let pairs: Int
    /// Pairs of two people under one id.
    package let mixedPairs: Int
    /// Pairs of one person under two ids; a sighting without an answer shares its id with no other.
    package let splitPairs: Int
    /// Different ids per person.
    package let fragmentation: Double

    /// Pairs in which "same id" disagrees with "same person".
    package var wrongPairs: Int { mixedPairs + splitPairs }

    package var pairwiseF1: Double {
        let sum = pairwisePrecision + pairwiseRecall
        return sum > 0 ? 2 * pairwisePrecision * pairwiseRecall / sum : 0
    }

    /// - Parameter sightings: who it was, and under which id it was answered; nil when it was not answered.
    package init(_ sightings: [(person: Int, id: String?)]) {
        var placeOfPerson: [Int: Int] = [:]
        var placeOfID: [String: Int] = [:]
        for (person, id) in sightings {
            if placeOfPerson[person] == nil { placeOfPerson[person] = placeOfPerson.count }
            if let id, placeOfID[id] == nil { placeOfID[id] = placeOfID.count }
        }
        var together = [[Int]](repeating: [Int](repeating: 0, count: placeOfID.count), count: placeOfPerson.count)
        var unanswered = 0
        for (person, id) in sightings {
            guard let id, let row = placeOfPerson[person], let column = placeOfID[id] else {
                unanswered += 1
                continue
            }
            together[row][column] += 1
        }

        people = placeOfPerson.count
        self.sightings = sightings.count
        let right = zip(together, Hungarian.maximum(together)).reduce(0) { sum, pair in
            sum + (pair.1.map { pair.0[$0] } ?? 0)
        }
        let all = 2 * sightings.count - unanswered
        idf1 = all > 0 ? Double(2 * right) / Double(all) : 0

        func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
        let agreed = together.reduce(0) { $0 + $1.reduce(0) { $0 + pairs($1) } }
        let underOneID = placeOfID.values.reduce(0) { sum, column in sum + pairs(together.reduce(0) { $0 + $1[column] }) }
        let ofOnePerson = Dictionary(grouping: sightings, by: \.person).values.reduce(0) { $0 + pairs($1.count) }
        self.pairs = pairs(sightings.count)
        mixedPairs = underOneID - agreed
        splitPairs = ofOnePerson - agreed
        // Nobody seen twice: nothing to be got wrong.
        pairwisePrecision = underOneID > 0 ? Double(agreed) / Double(underOneID) : 1
        pairwiseRecall = ofOnePerson > 0 ? Double(agreed) / Double(ofOnePerson) : 1
        let ids = together.reduce(0) { $0 + $1.count { $0 > 0 } }
        fragmentation = people > 0 ? Double(ids) / Double(people) : 0
    }
}
