// How long one person takes to be compared with everyone known, and to be decided about: one thread, median of many.
import Foundation

@testable import Recognition

/// Unit vectors around a few hundred directions, so that nobody is quite like anybody else.
func embedding(_ seed: Int, dimension: Int) -> Embedding {
    var state = UInt64(truncatingIfNeeded: seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    let values = (0..<dimension).map { _ -> Float in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Float(Int32(truncatingIfNeeded: state)) / Float(Int32.max)
    }
    return Embedding(normalizing: values) ?? Embedding(components: [16_384])
}

func picture(_ embedding: Embedding, camera: Int, at milliseconds: Int64, seed: UInt64) -> LogEntry {
    let time = Timestamp(milliseconds: milliseconds)
    let sighting = Sighting(
        className: "person", box: BoundingBox(x: 0, y: 0, width: 100, height: 250), scorePermille: 900,
        quality: Quality(width: 100, height: 250, sharpness: 500, chromaTenths: 300), appearance: .embedded(embedding))
    return LogEntry(
        sequence: seed, logged: time,
        event: .observed(
            FrameObservation(
                camera: Camera(id: "\(camera)", name: "\(camera)"), eventTime: time, model: ModelID("m"), sightings: [sighting],
                seed: seed)))
}

func median(_ count: Int, _ body: (Int) -> Void) -> Double {
    let clock = ContinuousClock()
    let times = (0..<count).map { index in clock.measure { body(index) } / .microseconds(1) }
    return times.sorted()[count / 2] / 1_000
}

for (people, usesMeans) in [(100, false), (100, true), (10_000, false), (10_000, true)] {
    var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 360_000)
    policy.maximumIdentities = people + 1_000
    policy.usesCameraMeans = usesMeans
    var state = IdentityState(model: ModelID("m"), policy: policy)
    var gallery = Gallery()
    for person in 0..<people {
        gallery.appendRow()
        for exemplar in 0..<8 {
            let probe = Probe(
                embedding: embedding(person * 8 + exemplar, dimension: 512), isGray: false, desaturated: nil,
                camera: "\(exemplar % 4)")
            gallery.enroll(probe, in: person, isGood: true, policy: policy)
            if person < 100 { gallery.learn(probe, policy: policy) }
        }
    }
    let weights = MatchWeights(policy)
    let queries = (0..<64).map {
        Probe(embedding: embedding(1_000_000 + $0, dimension: 512), isGray: false, desaturated: nil, camera: "1")
    }
    let matching = median(people > 1_000 ? 50 : 2_000) { index in
        _ = gallery.similarities(of: queries[index % 64], to: 0..<people, policy: policy, weights: weights)
    }
    var seed: UInt64 = 0
    for person in 0..<people {
        seed += 1
        _ = state.apply(picture(embedding(person, dimension: 512), camera: person % 4, at: 1_000_000 + Int64(person), seed: seed))
    }
    let deciding = median(people > 1_000 ? 50 : 500) { index in
        seed += 1
        _ = state.apply(
            picture(embedding(index % people, dimension: 512), camera: 5, at: 1_020_000 + Int64(index), seed: seed))
    }
    print(
        "\(people) identities, camera means \(usesMeans ? "on" : "off"):",
        String(format: "8 exemplars each, matching %.3f ms; one exemplar each, a whole decision %.3f ms", matching, deciding))
}
