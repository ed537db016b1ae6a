import Inference
import Recognition

extension ServeSettings {
    /// The model's policy with the user's clocks and limits.
    func policy(for model: LoadedModel, threshold: Double?) -> MatchPolicy {
        var policy = model.policy(threshold: threshold)
        policy.trackingWindowMs = Int64(window * 1000)
        policy.identityRetentionMs = Int64(retention * 1000)
        policy.maximumIdentities = maximumIdentities
        return policy
    }
}
