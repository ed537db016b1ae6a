import Recognition
import Testing

@testable import ScryptedBridge

@Suite("A few pictures at a time, and nobody lost")
struct EventQueueTests {
    private enum Input {
        case arrives(DetectionEvent)
        case finished(String)
    }

    /// What becomes of each input, in words.
    private static func steps(_ inputs: [Input]) -> [String] {
        var queue = EventQueue(limits: .init(perCamera: 1, overall: 2, queued: 2))
        func text(_ event: DetectionEvent) -> String { "\(event.camera.id) \(event.time.milliseconds)" }
        return inputs.map { input in
            let step =
                switch input {
                case .arrives(let event): queue.arrived(event, at: event.time)
                case .finished(let camera): queue.finished(DetectionEvent(camera))
                }
            return switch step {
            case .process(let event): "process \(text(event))"
            case .processWithoutPicture(let event): "without picture \(text(event))"
            case .drop(let event, let reason): "drop \(text(event)): \(reason.rawValue)"
            case nil: "-"
            }
        }
    }

    @Test("Events beyond a camera's places wait; of one detection the newest; each has its turn when a place is free")
    func newest() {
        let steps = Self.steps([
            .arrives(DetectionEvent("A", at: 0)), .arrives(DetectionEvent("A", at: 1_000)),
            .arrives(DetectionEvent("A", at: 1_500)), .arrives(DetectionEvent("A", at: 2_000)),
            .arrives(DetectionEvent("B", at: 2_000)), .arrives(DetectionEvent("C", at: 2_000)),
            .finished("B"), .finished("A"), .finished("A"),
        ])
        #expect(
            steps == [
                "process A 0", "-", "drop A 1500: throttled", "drop A 1000: overtaken", "process B 2000", "-", "process C 2000",
                "process A 2000", "-",
            ])
    }

    @Test("Somebody new who is overtaken by a picture without them is processed without a picture; with them, waits on")
    func overtaken() {
        let steps = Self.steps([
            .arrives(DetectionEvent("A", at: 0)), .arrives(DetectionEvent("A", at: 1, tracks: ["new"])),
            .arrives(DetectionEvent("A", at: 1_100, tracks: ["new", "t1"])), .arrives(DetectionEvent("A", at: 2_200)),
            .arrives(DetectionEvent("A", at: 3_300)),
        ])
        #expect(steps == ["process A 0", "-", "drop A 1: overtaken", "without picture A 1100", "drop A 2200: overtaken"])
    }

    @Test("When the queue is full, somebody new is processed without a picture, and others wait for their next event")
    func full() {
        let steps = Self.steps(
            ["A", "B", "C", "D"].map { .arrives(DetectionEvent($0, at: 0)) } + [
                .arrives(DetectionEvent("E", at: 10)), .arrives(DetectionEvent("E", at: 2_000)),
            ])
        #expect(steps.suffix(2) == ["without picture E 10", "drop E 2000: too-many"])
    }

    @Test("Whatever comes in whatever order, no more than the limits are in flight, and nobody new is dropped")
    func storm() {
        var queue = EventQueue(limits: .init(perCamera: 1, overall: 2, queued: 2))
        var inFlight: [DetectionEvent] = []
        var seen: Set<String> = [], processed: Set<String> = []
        func note(_ event: DetectionEvent) { processed.formUnion(event.rows.compactMap(\.track)) }
        var random = SystemRandomNumberGenerator()
        for number in 0..<5_000 {
            let camera = ["A", "B", "C", "D", "E"].randomElement(using: &random) ?? "A"
            let detection = Bool.random(using: &random) ? "d\(number / 7)" : nil
            let event = DetectionEvent(camera, at: Int64(number * 40), detection: detection, tracks: ["\(camera) \(number / 20)"])
            seen.formUnion(event.rows.compactMap(\.track))
            var steps = [queue.arrived(event, at: event.time)]
            if Bool.random(using: &random), !inFlight.isEmpty {
                steps.append(queue.finished(inFlight.remove(at: .random(in: inFlight.indices, using: &random))))
            }
            for step in steps {
                if case .process(let event) = step { inFlight.append(event); note(event) }
                if case .processWithoutPicture(let event) = step { note(event) }
            }
            #expect(inFlight.count <= 2)
            #expect(Dictionary(grouping: inFlight, by: \.camera.id).values.allSatisfy { $0.count == 1 })
        }
        while !inFlight.isEmpty {
            if case .process(let event) = queue.finished(inFlight.removeFirst()) { inFlight.append(event); note(event) }
        }
        #expect(processed == seen)
        #expect(queue.isIdle)
    }
}
