import Testing

@testable import Recognition

@Suite struct ClockTests {
    /// Seconds unseen, whether that is news, and whether the id survived.
    static let returns: [(Double, isNew: Bool, sameID: Bool, [Reason])] = [
        (30, false, true, [.appearance]),
        (60, false, true, [.appearance, .gap]),
        (60.001, true, true, [.appearance, .returned]),
        (120, true, true, [.appearance, .returned]),
        (600, true, true, [.appearance, .returned]),
        (600.001, true, false, [.appearance]),
    ]

    @Test("the window decides about news, the retention about the id", arguments: returns)
    func twoClocks(gap: Double, isNew: Bool, sameID: Bool, reasons: [Reason]) {
        var story = Story()
        let first = story.picture(at: 0, .person(0))[0]
        let again = story.picture(at: gap, .person(0))[0]
        #expect(again.isNew == isNew)
        #expect((again.personID == first.personID) == sameID)
        #expect(again.reasons == reasons)
        #expect(again.kind == (isNew ? .new : .match))
        #expect((again.first == nil) == !sameID)
    }

    @Test("who is seen again and again is never news")
    func sliding() {
        var story = Story()
        _ = story.picture(at: 0, .person(0))
        #expect((1...30).allSatisfy { !story.picture(at: Double($0) * 59, .person(0))[0].isNew })
    }

    @Test("windows go by the log's clock, whatever the camera says")
    func wrongCameraClock() {
        var story = Story()
        _ = story.picture(at: 0, eventSecond: -86_400, .person(0))
        #expect(!story.picture(at: 30, eventSecond: 86_400, .person(0))[0].isNew)
        #expect(story.picture(at: 95, eventSecond: 30, .person(0))[0].isNew)
    }

    @Test("request times are clamped to ten seconds around the log's")
    func clamp() {
        var story = Story()
        _ = story.picture(at: 0, eventSecond: -86_400, .person(0))
        let second = story.picture(at: 1, eventSecond: 5, .person(0))[0]
        #expect(second.first?.firstSeen == Story.time(-10))
        #expect(second.personID.description.hasPrefix("person_\(Story.start - 10_000)_"))
        #expect(story.picture(at: 2, eventSecond: 1_000, .person(0))[0].first?.lastSeen == Story.time(5))
        #expect(story.picture(at: 3, .person(0))[0].first?.lastSeen == Story.time(12))
    }

    @Test("times at the ends of the number range trap nowhere", arguments: [Int64.min, .max, 0, -1])
    func extremes(milliseconds: Int64) {
        var story = Story()
        for (sequence, logged) in [Int64.min, 0, milliseconds, .max].enumerated() {
            let entry = LogEntry(
                sequence: UInt64(sequence), logged: Timestamp(milliseconds: logged),
                event: .observed(
                    FrameObservation(
                        camera: Camera(id: "c", name: "c"), eventTime: Timestamp(milliseconds: milliseconds),
                        model: Story.model, sightings: [.person(0, track: "t"), .person(.unavailable(.noPicture))], seed: 1)))
            #expect(story.state.apply(entry).decisions.count == 2)
            _ = story.state.needsEmbedding(
                [.person(0, track: "t")], camera: Camera(id: "c", name: "c"), at: Timestamp(milliseconds: milliseconds))
            _ = story.state.isAnyoneInWindow(at: Timestamp(milliseconds: milliseconds))
        }
    }

    @Test("somebody is in the window until it has passed")
    func anyone() {
        var story = Story()
        #expect(!story.state.isAnyoneInWindow(at: Story.time(0)))
        _ = story.picture(at: 0, .person(0))
        #expect(story.state.isAnyoneInWindow(at: Story.time(60)))
        #expect(!story.state.isAnyoneInWindow(at: Story.time(60.001)))
        #expect(story.state.identityCount == 1)
    }

    // MARK: Repeated requests

    @Test("a repeated key gets the first answer again, isNew included, until the retention has passed")
    func idempotency() {
        var story = Story()
        let first = story.picture(at: 0, key: "k", .person(0))
        #expect(first[0].isNew)
        #expect(story.picture(at: 1, key: "k", .person(0)) == first)
        #expect(story.picture(at: 600, key: "k", .person(0)) == first)
        #expect(story.picture(at: 601, key: "k", .person(0)) != first)
    }

    @Test("another camera's key, or another number of rows, is no repetition")
    func otherRequest() {
        var story = Story()
        _ = story.picture(at: 0, key: "k", .person(0))
        #expect(!story.picture(at: 1, on: "drive", key: "k", .person(0))[0].isNew)
        #expect(story.picture(at: 2, key: "k", .person(0), .person(1, x: 500)).map(\.isNew) == [false, true])
    }
}
