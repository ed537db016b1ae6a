import Recognition
import Testing

@testable import ScryptedBridge

@Suite("One request per second, but nobody new is kept waiting")
struct RequestThrottleTests {
    /// What comes after an event with track `t1` and detection `d` at 0 ms.
    @Test(
        "Second events",
        arguments: [
            (DetectionEvent(at: 999, detection: "d"), false),
            (DetectionEvent(at: 1_000, detection: "d"), true),
            // Another detection is another request; another camera, too.
            (DetectionEvent(at: 10, detection: "d2"), true),
            (DetectionEvent("Drive", at: 10, detection: "d"), true),
            // Somebody new, a name, another name.
            (DetectionEvent(at: 10, detection: "d", tracks: ["t1", "t2"]), true),
            (DetectionEvent(at: 10, detection: "d", label: "Ann"), true),
            // Without a track nothing says that it is somebody new.
            (DetectionEvent(at: 10, detection: "d", tracks: [nil]), false),
        ] as [(DetectionEvent, Bool)])
    func second(event: DetectionEvent, isAdmitted: Bool) {
        var throttle = RequestThrottle()
        _ = throttle.judge(DetectionEvent(detection: "d"), at: Timestamp(milliseconds: 0))
        let verdict = throttle.judge(event, at: event.time)
        #expect((verdict != .throttled) == isAdmitted)
    }

    @Test("Without a detection id the camera counts")
    func perCamera() {
        var throttle = RequestThrottle()
        let verdicts = [0, 500, 1_000, 1_500, 2_100].map {
            throttle.judge(DetectionEvent(at: $0), at: Timestamp(milliseconds: $0)) != .throttled
        }
        #expect(verdicts == [true, false, true, false, true])
    }

    @Test("A track that was away for a minute is new again; one that stays is not")
    func memory() {
        var throttle = RequestThrottle()
        for second: Int64 in 0...120 {
            let verdict = throttle.judge(DetectionEvent(tracks: ["stays"]), at: Timestamp(milliseconds: second * 1_000))
            #expect(verdict == .admitted(novel: second == 0 ? [.init(camera: "Porch", track: "stays")] : []))
        }
        let again = throttle.judge(DetectionEvent(tracks: ["stays"]), at: Timestamp(milliseconds: 181_000))
        #expect(again == .admitted(novel: [.init(camera: "Porch", track: "stays")]))
    }

    @Test("However many tracks and detections there are, what is remembered has an end")
    func bounds() {
        var throttle = RequestThrottle()
        for number in 0..<20_000 {
            let event = DetectionEvent(detection: "d\(number)", tracks: ["t\(number)"])
            let verdict = throttle.judge(event, at: Timestamp(milliseconds: Int64(number / 100)))
            #expect(verdict != .throttled)
            #expect(throttle.remembered <= 2 * RequestThrottle.maximumEntries)
        }
    }
}
