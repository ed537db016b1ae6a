import ScryptedRPC
import Testing

@Suite struct BackoffTests {
    /// A multiplicative generator (Lehmer's): the same numbers every time.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 0xDA94_2042_E4DD_58B5 &+ 1
            return state ^ state >> 32
        }
    }

    @Test("waits reach for twice as long each time up to a cap, and begin anew after a connection that lasted")
    func growth() {
        var longest = [Duration](repeating: .zero, count: 11)
        var shortest = [Duration](repeating: .seconds(100), count: 11)
        for seed in 1...1_000 {
            var numbers = Numbers(state: UInt64(seed) << 20)
            var backoff = Backoff()
            // One that broke after a minute makes up for all before; one that broke sooner is one more failure.
            let lasted: [Duration] = [Duration](repeating: .zero, count: 8) + [.seconds(59), .seconds(60), .zero]
            for (index, lasted) in lasted.enumerated() {
                let wait = backoff.delay(after: lasted, using: &numbers)
                longest[index] = max(longest[index], wait)
                shortest[index] = min(shortest[index], wait)
            }
        }
        // The whole span is used, so that clients come back one by one.
        for (index, seconds) in [1, 2, 4, 8, 16, 32, 60, 60, 60, 1, 2].enumerated() {
            #expect(longest[index] <= .seconds(seconds))
            #expect(longest[index] > .seconds(seconds) * 0.95)
            #expect(shortest[index] >= .zero)
            #expect(shortest[index] < .seconds(seconds) * 0.05)
        }
    }
}
