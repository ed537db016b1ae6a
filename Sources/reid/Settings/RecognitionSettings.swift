import ArgumentParser
import Inference
import Recognition

/// Settings of the pipeline, whichever door a picture comes through. One declaration here is the flag, `REID_…`, and the
/// key in `settings.json`.
struct RecognitionSettings: ParsableArguments {
    @Option(help: "Seconds after which somebody unseen counts as new again.")
    var window = 60.0

    @Option(help: "Seconds for which somebody unseen keeps the same id.")
    var retention = 600.0

    @Option(help: "NAME@VERSION=A,B: how a model's similarities are judged, from `reid calibrate`. (default: the model's own)")
    var calibration: CalibrationSetting?

    @Option(help: "How many people are remembered at once; beyond, the least recently seen goes.")
    var maximumIdentities = 1_000

    @Option(help: "Seconds from a picture's arrival until its rows are answered fail-open.")
    var deadline = 5.0

    @Option(help: "The largest picture in megapixels.")
    var maximumMegapixels = 64

    @Flag(inversion: .prefixedNo, help: "The converter's answers carry each row's embedding.")
    var embeddings = false

    func validate() throws {
        try SettingRange.check("window", window, 1...86_400)
        try SettingRange.check("retention", retention, 1...604_800)
        try SettingRange.check("maximum-identities", maximumIdentities, 1...100_000)
        try SettingRange.check("deadline", deadline, 0.1...60)
        try SettingRange.check("maximum-megapixels", maximumMegapixels, 1...256)
    }

    /// Rules between settings: they hold for all layers together, not for each, so `validate` must not ask for them.
    func checkTogether() throws {
        guard retention >= window else {
            throw ValidationError("'--retention' must not be shorter than '--window'.")
        }
    }

    /// The model's policy with the user's clocks and limits.
    func policy(for model: LoadedModel, threshold: Double?) -> MatchPolicy {
        var policy = model.policy(threshold: threshold)
        // A plain threshold that somebody asked for wins over every pair.
        if threshold == nil { calibration?.apply(to: &policy, of: model.id) }
        policy.trackingWindowMs = Int64(window * 1000)
        policy.identityRetentionMs = Int64(retention * 1000)
        policy.maximumIdentities = maximumIdentities
        return policy
    }
}
