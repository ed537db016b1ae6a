/// One line, area or row of dots of a diagram.
struct PlotSeries {
    enum Shape {
        case line
        /// A line with the room below it filled; for histograms.
        case area
        /// Dots, joined by a thin line; a dot's size grows with the number of cases behind it.
        case dots
        /// A thin broken line to compare with.
        case guide
    }

    struct Point {
        var x: Double
        var y: Double
        /// How many cases are behind it; nil where that means nothing.
        var weight: Int?
        /// What is shown when the pointer rests on it.
        var note: String?
    }

    var name: String
    var shape: Shape
    var points: [Point]
}
