/// A diagram of the report, before anybody decides what it looks like.
struct Plot {
    var title: String
    /// What it shows and how it is to be read, in a sentence or two.
    var caption: String
    var x: PlotAxis
    var y: PlotAxis
    var series: [PlotSeries]
    var marks: [Mark] = []

    /// An upright line at a value of the x axis.
    struct Mark {
        var x: Double
        var label: String
    }
}
