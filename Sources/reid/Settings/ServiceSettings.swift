import ArgumentParser
import Inference
import Recognition

/// Everything that `reid serve` and `reid plugin` have in common.
struct ServiceSettings: Sendable {
    var common: CommonSettings
    var recognition: RecognitionSettings
    var scrypted: ScryptedSettings

    func policy(for model: LoadedModel) -> MatchPolicy {
        recognition.policy(for: model, threshold: common.threshold)
    }
}
