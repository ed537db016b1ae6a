import Foundation

/// Numbers as the report writes them.
enum ReportFigure {
    static let missing = "–"

    static func decimal(_ value: Double?, places: Int = 2) -> String {
        guard let value, value.isFinite else { return missing }
        let text = String(format: "%.\(places)f", abs(value))
        // A minus as wide as a digit, and none in front of what is written as zero.
        return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "−\(text)" : text
    }

    /// As few digits as it takes, three places at most.
    static func short(_ value: Double) -> String {
        var text = decimal(value, places: 3)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// A share as hundredths.
    static func percent(_ value: Double?, places: Int = 2) -> String {
        guard let value, value.isFinite else { return missing }
        return decimal(value * 100, places: places) + " %"
    }

    /// A ratio, and where it may lie.
    static func interval(_ ratio: CostRatio) -> String {
        "\(decimal(ratio.value)) [\(decimal(ratio.low))–\(decimal(ratio.high))]"
    }

    /// Groups of three digits, kept apart by thin spaces.
    static func count(_ value: Int?) -> String {
        guard let value else { return missing }
        var text = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return (value < 0 ? "−" : "") + String(text.reversed())
    }
}
