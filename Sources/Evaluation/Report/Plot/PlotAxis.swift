import Foundation

/// One axis: what it measures, from where to where, and where its ticks are.
struct PlotAxis {
    enum Scale {
        case linear
        /// Powers of ten; the range must be positive.
        case logarithmic
    }

    enum Format {
        case number
        case percent
    }

    struct Tick {
        var value: Double
        var label: String
    }

    let title: String
    let range: ClosedRange<Double>
    let scale: Scale
    let format: Format

    /// - Parameter range: an empty one is widened.
    init(_ title: String, range: ClosedRange<Double>, scale: Scale = .linear, format: Format = .number) {
        self.title = title
        self.scale = scale
        self.format = format
        switch scale {
        case .linear:
            self.range = range.upperBound > range.lowerBound ? range : range.lowerBound...range.lowerBound + 1
        case .logarithmic:
            let lower = max(range.lowerBound, 1e-9)
            self.range = lower...max(range.upperBound, lower * 10)
        }
    }

    /// Where a value lies between the axis' two ends, 0…1; values beyond an end lie on it.
    func position(_ value: Double) -> Double {
        let position =
            switch scale {
            case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
            case .logarithmic:
                (log(max(value, range.lowerBound)) - log(range.lowerBound)) / (log(range.upperBound) - log(range.lowerBound))
            }
        return min(max(position.isFinite ? position : 0, 0), 1)
    }

    /// At round values inside the range: four to eight of them, or one for each power of ten.
    var ticks: [Tick] {
        switch scale {
        case .linear:
            let step = Self.step(of: range.upperBound - range.lowerBound)
            let first = Int((range.lowerBound / step - 1e-9).rounded(.up))
            let last = Int((range.upperBound / step + 1e-9).rounded(.down))
            return (first...max(first, last)).map { Tick(value: Double($0) * step, label: label(Double($0) * step, step: step)) }
        case .logarithmic:
            let first = Int((log10(range.lowerBound) - 1e-9).rounded(.up))
            let last = Int((log10(range.upperBound) + 1e-9).rounded(.down))
            return (first...max(first, last)).map {
                Tick(value: pow(10, Double($0)), label: label(pow(10, Double($0)), step: pow(10, Double($0))))
            }
        }
    }

    /// A range from 0 to a round value with room for `maximum`.
    static func upTo(_ maximum: Double) -> ClosedRange<Double> {
        guard maximum > 0, maximum.isFinite else { return 0...1 }
        let step = step(of: maximum)
        return 0...(maximum / step).rounded(.up) * step
    }

    /// 1, 2 or 5 times a power of ten, whichever makes the number of steps come nearest to five and a half.
    private static func step(of length: Double) -> Double {
        let rough = length / 5.5
        let power = pow(10, log10(rough).rounded(.down))
        // Half-way between two of them, as their ratios go.
        let factor: Double =
            switch rough / power {
            case ..<2.0.squareRoot(): 1
            case ..<10.0.squareRoot(): 2
            case ..<50.0.squareRoot(): 5
            default: 10
            }
        return factor * power
    }

    private func label(_ value: Double, step: Double) -> String {
        let shown = format == .percent ? step * 100 : step
        let places = max(0, -Int((log10(shown) + 1e-9).rounded(.down)))
        return format == .percent
            ? ReportFigure.percent(value, places: places) : ReportFigure.decimal(value, places: places)
    }
}
