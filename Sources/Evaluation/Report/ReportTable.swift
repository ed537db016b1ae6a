/// A table of the report, before anybody decides what it looks like.
struct ReportTable {
    struct Column {
        var title: String
        /// Numbers stand at the right.
        var isNumber: Bool
    }

    struct Row {
        /// As many as there are columns.
        var cells: [String]
        /// Stands back behind the row above that it belongs to.
        var isSecondary = false
    }

    var title: String
    var caption: String
    var columns: [Column]
    var rows: [Row] = []

    /// - Parameter columns: the first one holds words, the others numbers.
    init(title: String, caption: String = "", columns: [String]) {
        self.title = title
        self.caption = caption
        self.columns = columns.enumerated().map { Column(title: $1, isNumber: $0 > 0) }
    }

    mutating func add(_ cells: [String], isSecondary: Bool = false) {
        rows.append(Row(cells: cells, isSecondary: isSecondary))
    }
}
