import ArgumentParser
import Recognition

/// A model's pair as the user has it, `NAME@VERSION=A,B`: of no effect on any other model.
struct CalibrationSetting: ExpressibleByArgument, Sendable, Hashable, CustomStringConvertible {
    var model: String
    var a: Double
    var b: Double

    init(model: String, a: Double, b: Double) {
        self.model = model
        self.a = a
        self.b = b
    }

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let pair = parts[1].split(separator: ",").compactMap { Double($0.filter { $0 != " " }) }
        guard pair.count == 2, (1...100).contains(pair[0]), (-1...1).contains(pair[1]) else { return nil }
        self.init(model: parts[0], a: pair[0], b: pair[1])
    }

    var description: String { "\(model)=\(a),\(b)" }

    /// Cosines are compared without the cameras' means once this pair is there, because on those it was found.
    func apply(to policy: inout MatchPolicy, of id: ModelID) {
        guard model == id.description else { return }
        if !policy.usesCameraMeans { (policy.rawSlopeMilli, policy.rawOffsetMicro) = (policy.slopeMilli, policy.offsetMicro) }
        policy.usesCameraMeans = true
        policy.slopeMilli = Int64((a * 1_000).rounded())
        policy.offsetMicro = Int64((b * 1_000_000).rounded())
    }
}
