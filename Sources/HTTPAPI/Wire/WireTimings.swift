import ReIdentification

/// Milliseconds per stage.
struct WireTimings: Encodable {
    var decode: Double
    var embed: Double
    var decide: Double
    var total: Double

    init(_ timings: StageTimings) {
        decode = Self.milliseconds(timings.decode)
        embed = Self.milliseconds(timings.embed)
        decide = Self.milliseconds(timings.decide)
        total = Self.milliseconds(timings.total)
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        ((duration / .milliseconds(1)) * 100).rounded() / 100
    }
}
