import Testing

@testable import Inference

@Suite("Lanes")
struct LanePoolTests {
    private final class Lane: InferenceLane {
        let input = UnsafeMutableBufferPointer<Float>(start: nil, count: 0)
        let number: Int

        init(_ number: Int) {
            self.number = number
        }

        func run() throws -> UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: nil, count: 0) }
    }

    private struct Failure: Error {}

    @Test("one after the other, everybody gets the same one; at the same time, nobody does")
    func reuse() throws {
        let made = Locked(0)
        let pool = LanePool {
            made.change { $0 += 1 }
            return Lane(made.value)
        }
        for _ in 0..<5 { try pool.withLane { #expect(($0 as? Lane)?.number == 1) } }
        try pool.withLane { first in
            try pool.withLane { second in #expect((first as? Lane)?.number != (second as? Lane)?.number) }
        }
        #expect(made.value == 2)
        // One whose run failed is not lent again.
        #expect(throws: Failure.self) { try pool.withLane { _ in throw Failure() } }
        try pool.withLane { _ in try pool.withLane { _ in } }
        #expect(made.value == 3)
    }
}
