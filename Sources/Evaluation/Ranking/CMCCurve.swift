/// Cumulative matching characteristic: how many queries find their person among the first few of the gallery.
package struct CMCCurve: Sendable, Hashable, Codable {
    /// The share of queries with a right answer among the first 1, 2, 3, …; never falls.
    package let shares: [Double]

    /// Ranks beyond are not counted.
    package static let ranks = 50

    /// - Parameter firstHits: for every query the place of its first right answer, 0 for the very first.
    package init(firstHits: [Int]) {
        var hits = [Int](repeating: 0, count: Self.ranks)
        for place in firstHits where place < Self.ranks { hits[place] += 1 }
        var sum = 0
        shares = hits.map { count in
            sum += count
            return firstHits.isEmpty ? 0 : Double(sum) / Double(firstHits.count)
        }
    }

    /// - Parameter rank: from 1; beyond the last one counted it is the last one's share.
    package subscript(rank rank: Int) -> Double {
        shares[min(max(rank, 1), shares.count) - 1]
    }
}
