/// What crops of each camera look like on average, to one model and in one modality.
///
/// Light, height and background shift all embeddings of a camera the same way; without that share two cameras agree better
/// about who is who. Learned without labels, as sums of whole numbers. A mean is renewed only now and then, so that what
/// was computed with it can be kept meanwhile.
///
/// The mean is that of different looks (`CameraLooks`). Logs from before that rule learn it from every crop alike.
struct CameraMeans: Sendable, Codable {
    /// When full, a further camera is not learned, and borrows the mean of all.
    static let maximumCameras = 64
    /// From so many crops on the sums are halved: a camera that was moved is learned anew within days.
    private static let halvingCount: Int64 = 4_096

    private var cameras: [Learned] = []
    /// Of all cameras together: what a camera without a mean of its own borrows. Never there when crops are averaged.
    private var shared: Mean?

    private struct Learned: Sendable, Codable {
        var id: String
        /// Crops learned; with looks, how many of them there are.
        var count: Int64 = 0
        /// Of components of 2^-14.
        var sums: [Int64]
        var published: Mean?
        /// The count from which on the mean is renewed.
        var nextCount: Int64
        /// Nil while crops are averaged.
        var looks: CameraLooks?
    }

    /// A camera's mean as it is subtracted.
    struct Mean: Sendable, Codable {
        /// Components of 2^-14.
        @Packed var components: [Int16]
        /// Its squared length, 2^-28.
        var squaredLength: Int64

        init(components: [Int16]) {
            self.components = components
            squaredLength = components.reduce(0) { $0 + Int64($1) * Int64($1) }
        }
    }

    /// Whose means are others from now on.
    struct Change: Sendable {
        var slot: Int?
        /// Also those of all cameras that borrow.
        var isShared = false
    }

    /// The camera's number here; nil for one beyond the limit or never learned.
    func slot(of camera: String) -> Int? { cameras.firstIndex { $0.id == camera } }

    func id(of slot: Int) -> String { cameras[slot].id }

    /// The camera's own mean, else that of all; nil until enough was learned.
    func mean(of slot: Int?) -> Mean? { slot.flatMap { cameras[$0].published } ?? shared }

    /// Whether the camera has a mean of its own.
    func hasOwnMean(_ slot: Int?) -> Bool { slot.map { cameras[$0].published != nil } ?? false }

    /// Whether enough was learned for any camera.
    var isAnythingKnown: Bool { shared != nil || cameras.contains { $0.published != nil } }

    var slots: Range<Int> { cameras.indices }

    /// The camera's number, a new one if need be; nil beyond the limit.
    mutating func slot(for camera: String, dimension: Int, policy: MatchPolicy) -> Int? {
        if let slot = slot(of: camera) { return slot }
        guard cameras.count < Self.maximumCameras else { return nil }
        cameras.append(
            Learned(
                id: camera, sums: [Int64](repeating: 0, count: dimension), nextCount: Int64(max(policy.meanCrops, 1))))
        return cameras.count - 1
    }

    /// - Returns: nil when every mean is as it was.
    mutating func learn(
        _ embedding: Embedding, of person: PersonID, camera: String, joinMicro: Int64?, policy: MatchPolicy
    ) -> Change? {
        guard let slot = slot(for: camera, dimension: embedding.dimension, policy: policy),
            cameras[slot].sums.count == embedding.dimension
        else { return nil }
        if let rule = policy.looks {
            return learnLook(
                embedding.components, of: person, slot: slot, joinMicro: joinMicro ?? rule.joinMicro, rule: rule)
        }
        for index in 0..<embedding.dimension { cameras[slot].sums[index] += Int64(embedding.components[index]) }
        cameras[slot].count += 1
        guard cameras[slot].count >= cameras[slot].nextCount else { return nil }
        publish(slot, shrink: Int64(max(policy.meanShrink, 0)))
        return Change(slot: slot)
    }

    /// The camera's own mean, drawn towards that of all cameras by as much as `shrink` crops weigh.
    private mutating func publish(_ slot: Int, shrink: Int64) {
        let count = cameras[slot].count
        cameras[slot].published = drawnMean(slot, shrink: shrink)
        cameras[slot].nextCount = count + max(count / 8, 1)
        guard count >= Self.halvingCount else { return }
        for index in cameras[slot].sums.indices { cameras[slot].sums[index] /= 2 }
        cameras[slot].count = count / 2
        cameras[slot].nextCount = count / 2 + count / 16
    }

    private func drawnMean(_ slot: Int, shrink: Int64) -> Mean {
        let count = cameras[slot].count
        let all = cameras.reduce(0) { $0 + $1.count }
        return Mean(
            components: cameras[slot].sums.indices.map { index in
                let sum = cameras.reduce(0) { $0 + $1.sums[index] }
                return Int16(clamping: (cameras[slot].sums[index] + shrink * sum / all) / (count + shrink))
            })
    }

    // MARK: Means of looks

    private mutating func learnLook(
        _ components: [Int16], of person: PersonID, slot: Int, joinMicro: Int64, rule: MatchPolicy.LookPolicy
    ) -> Change? {
        if cameras[slot].looks == nil { startOver(slot) }
        var looks = cameras[slot].looks ?? CameraLooks()
        // Taken out while it changes, so that nothing is copied.
        cameras[slot].looks = nil
        looks.add(components, of: person, joinMicro: joinMicro, rule: rule, sum: &cameras[slot].sums)
        defer { cameras[slot].looks = looks }
        cameras[slot].count = Int64(looks.count)
        let minimum = max(rule.minimum, 1)
        var change = Change()
        if looks.count >= minimum, cameras[slot].published == nil || looks.hasChangedMuch {
            cameras[slot].published = drawnMean(slot, shrink: max(rule.shrink, 0))
            change.slot = slot
        }
        // The mean of all is of use only while somebody borrows it, and while it is young.
        let all = cameras.reduce(0) { $0 + $1.count }
        if all >= minimum, shared == nil || change.slot != nil || looks.hasChangedMuch {
            shared = mean(ofAll: all)
            change.isShared = true
        }
        guard change.slot != nil || change.isShared else { return nil }
        looks.noteMean()
        return change
    }

    /// - Parameter count: of all looks; at least one.
    private func mean(ofAll count: Int64) -> Mean {
        Mean(
            components: (cameras.first?.sums.indices ?? 0..<0).map { index in
                Int16(clamping: cameras.reduce(0) { $0 + $1.sums[index] } / count)
            })
    }

    /// Nothing of somebody's crops is left in any look, nor in the means, which are computed anew.
    mutating func forget(_ people: Set<PersonID>, policy: MatchPolicy) {
        guard let rule = policy.looks else { return }
        for slot in cameras.indices {
            guard var looks = cameras[slot].looks else { continue }
            cameras[slot].looks = nil
            looks.forget(people, sum: &cameras[slot].sums)
            cameras[slot].count = Int64(looks.count)
            cameras[slot].looks = looks
        }
        let minimum = Int64(max(rule.minimum, 1))
        for slot in cameras.indices where cameras[slot].looks != nil {
            cameras[slot].published = cameras[slot].count >= minimum ? drawnMean(slot, shrink: max(rule.shrink, 0)) : nil
        }
        let all = cameras.reduce(0) { $0 + $1.count }
        shared = all >= minimum ? mean(ofAll: all) : nil
    }

    /// What was learned from crops says nothing about looks.
    private mutating func startOver(_ slot: Int) {
        for index in cameras[slot].sums.indices { cameras[slot].sums[index] = 0 }
        cameras[slot].count = 0
        cameras[slot].looks = CameraLooks()
    }

    /// The rule has changed: what was learned by the other one is forgotten.
    mutating func forgetMeans() {
        shared = nil
        for slot in cameras.indices {
            startOver(slot)
            cameras[slot].looks = nil
            cameras[slot].published = nil
            cameras[slot].nextCount = 0
        }
    }
}
