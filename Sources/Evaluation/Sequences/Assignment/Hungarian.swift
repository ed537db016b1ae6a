/// The pairing of rows and columns with the largest sum, each used once at most.
///
/// The Hungarian method by shortest augmenting paths, with potentials: O(rows² × columns), rows being the fewer.
enum Hungarian {
    /// - Parameter weights: a matrix of rows of one length, none negative.
    /// - Returns: for every row its column; nil where there are not enough columns.
    static func maximum(_ weights: [[Int]]) -> [Int?] {
        let rows = weights.count, columns = weights.first?.count ?? 0
        guard rows > 0, columns > 0 else { return [Int?](repeating: nil, count: rows) }
        guard rows <= columns else {
            let turned = (0..<columns).map { column in weights.map { $0[column] } }
            var result = [Int?](repeating: nil, count: rows)
            for (column, row) in maximum(turned).enumerated() {
                if let row { result[row] = column }
            }
            return result
        }

        // Costs are negated weights. Row and column 0 stand for "none yet", so everything else counts from 1.
        var rowPotential = [Int](repeating: 0, count: rows + 1)
        var columnPotential = [Int](repeating: 0, count: columns + 1)
        var rowOfColumn = [Int](repeating: 0, count: columns + 1)
        for row in 1...rows {
            var previous = [Int](repeating: 0, count: columns + 1)
            var slack = [Int](repeating: .max, count: columns + 1)
            var isVisited = [Bool](repeating: false, count: columns + 1)
            var column = 0
            rowOfColumn[0] = row
            repeat {
                isVisited[column] = true
                let visitor = rowOfColumn[column]
                var delta = Int.max, next = 0
                for candidate in 1...columns where !isVisited[candidate] {
                    let cost = -weights[visitor - 1][candidate - 1] - rowPotential[visitor] - columnPotential[candidate]
                    if cost < slack[candidate] { (slack[candidate], previous[candidate]) = (cost, column) }
                    if slack[candidate] < delta { (delta, next) = (slack[candidate], candidate) }
                }
                for candidate in 0...columns {
                    if isVisited[candidate] {
                        rowPotential[rowOfColumn[candidate]] += delta
                        columnPotential[candidate] -= delta
                    } else if candidate > 0 {
                        slack[candidate] -= delta
                    }
                }
                column = next
            } while rowOfColumn[column] != 0
            // The path is turned round: whoever stood in the way moves on to the next column.
            while column != 0 {
                rowOfColumn[column] = rowOfColumn[previous[column]]
                column = previous[column]
            }
        }
        var result = [Int?](repeating: nil, count: rows)
        for column in 1...columns where rowOfColumn[column] != 0 { result[rowOfColumn[column] - 1] = column - 1 }
        return result
    }
}
