import ArgumentParser
import Foundation
import Recognition

/// A moment as people write it: so long ago (`36h`, `7d`, `10m`), a day, or a day with a time (both UTC).
enum Moment: ExpressibleByArgument, Equatable {
    case ago(milliseconds: Int64)
    case at(milliseconds: Int64)

    init?(argument: String) {
        let units: [Character: Double] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let unit = argument.last.flatMap({ units[$0] }) {
            guard let count = Double(argument.dropLast()), (0...100_000).contains(count) else { return nil }
            self = .ago(milliseconds: Int64(count * unit))
            return
        }
        let format = ISO8601DateFormatter()
        guard let date = format.date(from: argument) ?? format.date(from: argument + "T00:00:00Z") else { return nil }
        self = .at(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }

    func timestamp(now: Date) -> Timestamp {
        switch self {
        case .ago(let milliseconds): Timestamp(milliseconds: Int64(now.timeIntervalSince1970 * 1000) - milliseconds)
        case .at(let milliseconds): Timestamp(milliseconds: milliseconds)
        }
    }
}
