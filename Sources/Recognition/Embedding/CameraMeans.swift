/// What crops of each camera look like on average, to one model and in one modality.
///
/// Light, height and background shift all embeddings of a camera the same way; without that share two cameras agree better
/// about who is who. Learned without labels, as sums of whole numbers. A mean is renewed only now and then, so that what
/// was computed with it can be kept meanwhile.
struct CameraMeans: Sendable, Codable {
    /// Beyond, a further camera is compared as it is.
    static let maximumCameras = 64
    /// From so many crops on the sums are halved: a camera that was moved is learned anew within days.
    private static let halvingCount: Int64 = 4_096

    private var cameras: [Learned] = []

    private struct Learned: Sendable, Codable {
        var id: String
        var count: Int64 = 0
        /// Of components of 2^-14.
        var sums: [Int64]
        var published: Mean?
        /// The count from which on the mean is renewed.
        var nextCount: Int64
    }

    /// A camera's mean as it is subtracted.
    struct Mean: Sendable, Codable {
        /// Components of 2^-14.
        @Packed var components: [Int16]
        /// Its squared length, 2^-28.
        var squaredLength: Int64
    }

    /// The camera's number here; nil for one beyond the limit or never learned.
    func slot(of camera: String) -> Int? { cameras.firstIndex { $0.id == camera } }

    func id(of slot: Int) -> String { cameras[slot].id }

    /// Nil until enough was learned.
    func mean(of slot: Int) -> Mean? { cameras[slot].published }

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

    /// - Returns: the camera's number when its mean is another from now on.
    mutating func learn(_ embedding: Embedding, camera: String, policy: MatchPolicy) -> Int? {
        guard let slot = slot(for: camera, dimension: embedding.dimension, policy: policy),
            cameras[slot].sums.count == embedding.dimension
        else { return nil }
        for index in 0..<embedding.dimension { cameras[slot].sums[index] += Int64(embedding.components[index]) }
        cameras[slot].count += 1
        guard cameras[slot].count >= cameras[slot].nextCount else { return nil }
        publish(slot, shrink: Int64(max(policy.meanShrink, 0)))
        return slot
    }

    /// The camera's own mean, drawn towards that of all cameras by as much as `shrink` crops weigh.
    private mutating func publish(_ slot: Int, shrink: Int64) {
        let count = cameras[slot].count
        let all = cameras.reduce(0) { $0 + $1.count }
        let components = cameras[slot].sums.indices.map { index in
            let sum = cameras.reduce(0) { $0 + $1.sums[index] }
            return Int16(clamping: (cameras[slot].sums[index] + shrink * sum / all) / (count + shrink))
        }
        let squaredLength = components.reduce(0) { $0 + Int64($1) * Int64($1) }
        cameras[slot].published = Mean(components: components, squaredLength: squaredLength)
        cameras[slot].nextCount = count + max(count / 8, 1)
        guard count >= Self.halvingCount else { return }
        for index in cameras[slot].sums.indices { cameras[slot].sums[index] /= 2 }
        cameras[slot].count = count / 2
        cameras[slot].nextCount = count / 2 + count / 16
    }
}
