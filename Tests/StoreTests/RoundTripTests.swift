import Foundation
import Testing

@testable import ObservationStore
@testable import Recognition

/// What is written down is what was there.
@Suite struct RoundTripTests {
    @Test("numbers are packed into one text and come back", arguments: [0, 1, 2, 3, 64, 513])
    func packed(count: Int) throws {
        var generator = SplitMix64(seed: UInt64(count))
        let embedding = Embedding(components: (0..<count).map { _ in .random(in: .min ... .max, using: &generator) })
        let text = try LogCoding.text(embedding)
        // The same text as Foundation's, low byte first.
        let bytes = embedding.components.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        #expect(text == "\"\(Data(bytes).base64EncodedString())\"")
        #expect(try LogCoding.value(text) == embedding)
    }

    // What no embedding is written as.
    @Test("a broken text is refused", arguments: ["A", "A===", "AAA=A", "AAAA====", "Ã…==", "AAAA", "=AAA", "AA A"])
    func broken(text: String) {
        #expect(throws: (any Error).self) { try LogCoding.value("\"\(text)\"") as Embedding }
    }

    @Test("an impossible box is refused", arguments: ["[0,0,0,5]", "[0,0,5]", "[0,0,5,5,5]", "[0,0,5,2000000]"])
    func box(text: String) {
        #expect(throws: (any Error).self) { try LogCoding.value(text) as BoundingBox }
    }

    @Test("every event comes back as it was")
    func events() throws {
        var house = RandomHouse(seed: 1)
        var events = (0..<2_000).map { _ in house.next() }
        let (ann, bob) = (PersonID("person_1_ann"), PersonID("person_2_bob"))
        events += [
            .merged(ann, bob), .split(ann), .labelled(ann, "Ännchen \"\u{0}\u{2028}/😀"), .labelled(ann, nil), .forgotten(bob),
        ]
        .map(LogEntry.Event.corrected)
        for event in events { #expect(try LogCoding.event(LogCoding.text(event)) == event) }
    }

    @Test("every decision comes back as it was, and the state goes on as if nothing had happened, wherever it is cut")
    func states() throws {
        for seed in UInt64(0)..<20 {
            var house = RandomHouse(seed: seed)
            var state = IdentityState(model: RandomHouse.model, policy: RandomHouse.policy)
            var copies: [IdentityState] = []
            for sequence in 1...150 {
                let event = house.next()
                let entry = LogEntry(
                    sequence: UInt64(sequence), logged: Timestamp(milliseconds: house.milliseconds), event: event)
                let decisions = state.apply(entry).decisions
                #expect(try LogCoding.value(LogCoding.text(decisions)) == decisions)
                for index in copies.indices { #expect(copies[index].apply(entry).decisions == decisions) }
                if sequence.isMultiple(of: 15) { copies.append(try LogCoding.value(LogCoding.text(state))) }
            }
        }
    }

    @Test("a policy written before some number existed means what that number was at first")
    func olderPolicy() throws {
        var policy = RandomHouse.policy
        policy.trackingWindowMs = 5_000
        let text = try LogCoding.text(LogEntry.Event.configured(RandomHouse.model, policy))
        let older = text.replacing(#/"crowdPermille":\d+,?/#, with: "").replacing(",}", with: "}")
        #expect(older != text)
        #expect(try LogCoding.event(older) == .configured(RandomHouse.model, policy))
    }

    @Test(
        "a rule that a policy does not name is off",
        arguments: [
            "sameCameraMicro", "companyReachMicro", "pastCrowdPermille", "nameScorePermille", "looks", "strangers",
            "verification",
        ])
    func olderRules(rule: String) throws {
        let today = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        let text = try LogCoding.text(LogEntry.Event.configured(RandomHouse.model, today))
        var event = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
        var policy = try #require(event["configured"]?["_1"] as? [String: Any])
        #expect(policy.removeValue(forKey: rule) != nil)
        event["configured"]?["_1"] = policy
        let older = String(decoding: try JSONSerialization.data(withJSONObject: event), as: UTF8.self)
        guard case .configured(_, let read) = try LogCoding.event(older) else {
            Issue.record("not a policy")
            return
        }
        let written = Mirror(reflecting: read).children.first { $0.label == rule }
        #expect(written.map { "\($0.value)" } == "nil")
        #expect(read != today)
    }

    @Test("a state without a field that there is today is refused")
    func olderState() throws {
        let text = try LogCoding.text(IdentityState(model: RandomHouse.model, policy: RandomHouse.policy))
        let older = text.replacing("\"tracks\"", with: "\"rails\"")
        #expect(throws: DecodingError.self) { try LogCoding.value(older) as IdentityState }
    }
}
