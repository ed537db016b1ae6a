/// Columns that line up in a terminal.
struct TextTable {
    private enum Line {
        case heading(String)
        case row([String])
    }

    private let columns: [String]
    private var lines: [Line] = []

    init(columns: [String]) {
        self.columns = columns
    }

    mutating func addHeading(_ text: String) {
        lines.append(.heading(text))
    }

    /// - Parameter cells: as many as there are columns.
    mutating func addRow(_ cells: [String]) {
        lines.append(.row(cells))
    }

    var text: String {
        var widths = columns.map(\.count)
        for case .row(let cells) in lines {
            for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        let format = { (cells: [String]) in
            let padded = zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.count))
            }
            var line = padded.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        var output = [format(columns), format(widths.map { String(repeating: "─", count: $0) })]
        for line in lines {
            switch line {
            case .heading(let text): output += ["", text]
            case .row(let cells): output.append(format(cells))
            }
        }
        return output.joined(separator: "\n")
    }
}
