import ArgumentParser

/// The one sentence for a number out of its range.
enum SettingRange {
    static func check<Value: Comparable>(_ name: String, _ value: Value, _ range: ClosedRange<Value>) throws {
        guard range.contains(value) else {
            throw ValidationError("'--\(name)' must be between \(range.lowerBound) and \(range.upperBound).")
        }
    }
}
