import Recognition

extension Decision {
    /// What was decided, for people.
    package var sentence: String {
        switch kind {
        case .new: first == nil ? "New: seen for the first time." : "New again: not seen inside the window."
        case .match: "Seen before."
        case .continued: "Still the same one."
        case .uncertain: "New, though perhaps \(probableSameAs.map { "\($0)" } ?? "somebody known")."
        case .insufficient: isNew ? "New, and not compared." : "Told of before, and not compared."
        case .failopen: "New, because the service failed to compare them."
        }
    }

    /// The numbers it rests on, for people; nil when there are none.
    package var numbers: String? {
        var parts: [String] = []
        // Whoever was known before was compared with themselves, a newcomer with everybody.
        let whom = first == nil ? "to the one most alike" : "to them"
        if let similarity { parts.append("similarity \(Self.text(similarity.value)) \(whom)") }
        if let runnerUp { parts.append("\(Self.text(runnerUp.value)) to the next") }
        if let probabilitySeen {
            parts.append(
                "seen lately with probability \(Self.text(probabilitySeen.value)), where \(Self.text(threshold.value)) is asked")
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return
            "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(abs(hundredths) % 100 < 10 ? "0" : "")\(abs(hundredths) % 100)"
    }
}
