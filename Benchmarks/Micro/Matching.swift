@testable import Recognition

/// Comparing and deciding, on people who are made up: unit vectors in random directions.
enum Matching {
    static func embedding(_ seed: Int, dimension: Int = 512) -> Embedding {
        var state = UInt64(truncatingIfNeeded: seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
        let values = (0..<dimension).map { _ -> Float in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Float(Int32(truncatingIfNeeded: state)) / Float(Int32.max)
        }
        return Embedding(normalizing: values) ?? Embedding(components: [16_384])
    }

    static func probe(_ seed: Int) -> Probe {
        Probe(embedding: embedding(seed), isGray: false, desaturated: nil, camera: "\(seed % 4)")
    }

    static func picture(_ embedding: Embedding, camera: Int, at milliseconds: Int64, seed: UInt64) -> LogEntry {
        let time = Timestamp(milliseconds: milliseconds)
        let sighting = Sighting(
            className: "person", box: BoundingBox(x: 0, y: 0, width: 100, height: 250), scorePermille: 900,
            quality: Quality(width: 100, height: 250, sharpness: 500, chromaTenths: 300), appearance: .embedded(embedding))
        return LogEntry(
            sequence: seed, logged: time,
            event: .observed(
                FrameObservation(
                    camera: Camera(id: "\(camera)", name: "\(camera)"), eventTime: time, model: ModelID("m"),
                    sightings: [sighting], seed: seed)))
    }

    static func policy(people: Int) -> MatchPolicy {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 360_000)
        policy.maximumIdentities = people + 1_000
        policy.usesCameraMeans = true
        return policy
    }

    /// Everybody with 8 exemplars, asked for by several people at once.
    static func sweep(people: Int, queries: Int) -> Workload {
        let policy = policy(people: people), weights = MatchWeights(policy)
        var gallery = Gallery()
        for person in 0..<people {
            gallery.appendRow()
            for exemplar in 0..<8 {
                let probe = probe(person * 8 + exemplar)
                gallery.enroll(probe, in: person, isGood: true, policy: policy)
                if person < 100 { gallery.learn(probe, of: PersonID("p"), joinMicro: nil, policy: policy) }
            }
        }
        let asked = (0..<queries).map { probe(4_000_000 + 4 * $0) }
        let filled = gallery
        return Workload(name: "matching \(people) x 8, \(queries) at once") {
            _ = filled.likenesses(of: asked, to: 0..<people, policy: policy, weights: weights)
        }
    }

    /// A whole entry folded, while so many people with one exemplar each are known.
    static func decision(people: Int) -> Workload {
        var state = IdentityState(model: ModelID("m"), policy: policy(people: people))
        for person in 0..<people {
            _ = state.apply(picture(embedding(person), camera: person % 4, at: 1_000_000 + Int64(person), seed: UInt64(person)))
        }
        var seed = UInt64(people)
        return Workload(name: "decision among \(people)") {
            seed += 1
            _ = state.apply(
                picture(embedding(Int(seed) % people), camera: 5, at: 1_020_000 + Int64(seed), seed: seed))
        }
    }
}
