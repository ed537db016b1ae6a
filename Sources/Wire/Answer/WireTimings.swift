import ReIdentification

/// Milliseconds per stage.
struct WireTimings: Encodable {
    /// Document; base64 is decoded with the picture.
    var parse: Double
    var decode: Double
    var embed: Double
    var decide: Double
    var total: Double

    init(parse: Duration, _ timings: StageTimings) {
        self.parse = Self.milliseconds(parse)
        decode = Self.milliseconds(timings.decode)
        embed = Self.milliseconds(timings.embed)
        decide = Self.milliseconds(timings.decide)
        total = Self.milliseconds(parse + timings.total)
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        ((duration / .milliseconds(1)) * 100).rounded() / 100
    }
}
