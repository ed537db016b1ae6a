import Foundation
import Recognition

/// Finds `b` from a house's own history, in which nobody knows who is who.
///
/// Two tracks on two cameras a few seconds apart are sometimes one person, two that are far apart in time hardly ever are.
/// How the similarities of the near pairs differ from those of the far ones tells where the same person begins.
package struct UnlabelledCalibration: Sendable {
    /// Milliseconds from one track's end to the other's beginning.
    private static let near: ClosedRange<Int64> = 2_000...35_000
    private static let far: Int64 = 20 * 60_000
    /// Fewer near pairs say nothing.
    package static let minimumPairs = 200
    /// From where the two distributions cross down to where a lone candidate should suffice: on four models, even people.
    private static let margin = 0.07

    private let near: [Double]
    private let far: [Double]
    package let tracks: Int

    /// - Parameter tracks: of one model, in any order.
    package init(_ tracks: [TrackLook]) {
        self.tracks = tracks.count
        let centering = CameraCentering(tracks.map { ($0.camera, $0.embedding) })
        let order = tracks.indices.sorted { tracks[$0].first < tracks[$1].first }
        var near: [Double] = []
        var far: [Double] = []
        // Of the far pairs, which are nearly all, so many are enough.
        let stride = max(tracks.count * tracks.count / 400_000, 1)
        var count = 0
        for (place, one) in order.enumerated() {
            for other in order[(place + 1)...] where tracks[one].camera != tracks[other].camera {
                let gap = tracks[other].first - tracks[one].last
                if Self.near.contains(gap) {
                    near.append(centering.cosine(one, other))
                } else if gap > Self.far {
                    count += 1
                    if count % stride == 0 { far.append(centering.cosine(one, other)) }
                }
            }
        }
        self.near = near.sorted()
        self.far = far.sorted()
    }

    /// Nil when there is too little of it.
    /// - Parameter a: the slope, which is not found this way.
    package func calibration(a: Double) -> Calibration? {
        guard near.count >= Self.minimumPairs, far.count >= Self.minimumPairs else { return nil }
        // The mean of many resampled answers is steadier than the one answer of what there is.
        var generator = SeededGenerator(seed: 1)
        let drawn = (0..<100).map { _ in
            crossing((0..<near.count).map { _ in near[Int.random(in: near.indices, using: &generator)] }.sorted())
        }
        let chosen = drawn.reduce(0, +) / Double(drawn.count)
        let distances = drawn.map { abs($0 - chosen) }.sorted()
        return Calibration(
            a: a, b: chosen - Self.margin - log(3.6) / a, uncertainty: max(distances[distances.count * 9 / 10], 0.01),
            samples: tracks)
    }

    /// Where taking the near pairs for one person costs least, five for a wrong match and one for a missed one.
    private func crossing(_ near: [Double]) -> Double {
        let low = far[far.count * 2 / 5]
        let different = min(Self.share(near, below: low) / 0.4, 1)
        var best = (threshold: 0.0, cost: Double.infinity)
        for step in 0...400 {
            let threshold = Double(step) / 400
            let farBelow = Self.share(far, below: threshold)
            let cost = 5 * different * (1 - farBelow) + Self.share(near, below: threshold) - different * farBelow
            if cost < best.cost { best = (threshold, cost) }
        }
        return best.threshold
    }

    private static func share(_ sorted: [Double], below threshold: Double) -> Double {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(max(sorted.count, 1))
    }
}
