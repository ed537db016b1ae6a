import Testing

@testable import Recognition

/// Newcomers, limits and the clock: one story per rule.
@Suite struct NotificationTests {
    static let newcomers: [(String, [NotificationStory.Line])] = [
        (
            "an unnamed newcomer is held 10 s for a name, then sent as Person with the first camera and picture",
            [
                (0, .sees("a", picture: 1), ["hold a until 10"]),
                (5, .sees("a", at: "drive", new: false, picture: 2), ["suppress a pending", "update 1 a at drive picture 2"]),
                (9.999, .timer, []),
                (10, .timer, ["send 1 a Person at porch picture 1 unnamed"]),
                (11, .delivered(1), ["forget 1"]),
                (12, .delivered(1), []),
            ]
        ),
        (
            "a name that arrives meanwhile, on any camera, sends at once under the name, still with the first picture",
            [
                (0, .sees("a", picture: 1), ["hold a until 10"]),
                (
                    4, .sees("a", at: "drive", name: "Ann", new: false, picture: 2),
                    ["suppress a pending", "update 1 a at drive picture 2", "send 1 a Ann at porch picture 1 named"]
                ),
                (5, .delivered(1), ["forget 1"]),
                (10, .timer, []),
                (304, .timer, ["forget 2"]),
            ]
        ),
        (
            "who has a name already is sent at once",
            [
                (0, .sees("a", name: "Ann", picture: 1), ["send 1 a Ann at porch picture 1 named"]),
                (1, .delivered(1), ["forget 1"]),
            ]
        ),
        (
            "two people in one picture give two",
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (0, .sees("b"), ["hold b until 10"]),
                (0, .sees("c"), ["hold c until 10"]),
                (10, .timer, ["send 2 b Person at porch unnamed", "send 3 c Person at porch unnamed"]),
            ]
        ),
        (
            "who was never told of is owed a notification although not new",
            [
                (0, .sees("a", score: 799, picture: 1), ["suppress a score", "forget 1"]),
                (1, .sees("a", score: 800, new: false, picture: 2), ["hold a until 11"]),
            ]
        ),
        (
            "who comes back after the cool-down with a low score is owed a notification by the next sighting",
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (0, .delivered(1), []),
                (600, .sees("a", name: "Ann", score: 500), ["suppress a score"]),
                (601, .sees("a", name: "Ann", new: false), ["send 2 a Ann at porch named"]),
            ]
        ),
        (
            "people count from 0.800, faces from 0.700, nothing else",
            [
                (0, .sees("a", name: "Ann", score: 699, as: "face"), ["suppress a score"]),
                (0, .sees("a", name: "Ann", score: 700, as: "face"), ["send 1 a Ann at porch named"]),
                (0, .sees("b", name: "Bob", score: 799), ["suppress b score"]),
                (0, .sees("b", name: "Bob", score: 800), ["send 2 b Bob at porch named"]),
                (0, .sees("c", as: "vehicle", picture: 3), ["suppress c other-class", "forget 3"]),
            ]
        ),
        (
            "a first picture that is missing is made up for by the next one of that camera",
            [
                (0, .sees("a"), ["hold a until 10"]),
                (1, .sees("a", at: "drive", new: false, picture: 1), ["suppress a pending", "update 1 a at drive picture 1"]),
                (2, .sees("a", new: false, picture: 2), ["suppress a pending", "update 1 a at porch"]),
                (10, .timer, ["send 1 a Person at porch picture 2 unnamed"]),
            ]
        ),
    ]

    static func crowded(_ limit: Int) -> NotificationRules {
        var rules = NotificationRules()
        rules.maximumPending = limit
        return rules
    }

    static let limits: [(String, NotificationRules, [NotificationStory.Line])] = [
        (
            "too many are held: the oldest is sent early as Person", crowded(2),
            [
                (0, .sees("a"), ["hold a until 10"]),
                (1, .sees("b"), ["hold b until 11"]),
                (2, .sees("c"), ["hold c until 12", "send 1 a Person at porch early"]),
                (2, .delivered(1), []),
            ]
        ),
        (
            "too many cannot be sent: the oldest is given up, and said so", crowded(1),
            [
                (0, .disconnected, []),
                (1, .sees("a", name: "Ann", picture: 1), ["wait a not-connected"]),
                (
                    2, .sees("b", name: "Bob"),
                    ["give up 1 a Ann at porch picture 1 too-many-pending", "forget 1", "wait b not-connected"]
                ),
                (3, .connected, ["send 2 b Bob at porch named"]),
            ]
        ),
        (
            "too many suppressed pictures: the oldest is given back", crowded(1),
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (0, .delivered(1), []),
                (0, .sees("b", name: "Bob"), ["send 2 b Bob at porch named"]),
                (0, .delivered(2), []),
                (1, .sees("a", picture: 1), ["suppress a cool-down", "update 1 a at porch picture 1"]),
                (2, .sees("b", picture: 2), ["suppress b cool-down", "update 2 b at porch picture 2", "forget 1"]),
            ]
        ),
    ]

    @Test("newcomers", arguments: newcomers)
    func newcomer(rule: String, lines: [NotificationStory.Line]) { NotificationStory.check(rule, lines) }

    @Test("limits", arguments: limits)
    func limit(rule: String, rules: NotificationRules, lines: [NotificationStory.Line]) {
        NotificationStory.check(rule, lines, rules: rules)
    }

    @Test("a timer is wanted when something becomes due, and only then")
    func wake() {
        var story = NotificationStory()
        #expect(story.policy.nextWake == nil)
        _ = story.tell(at: 0, .sees("a"))
        #expect(story.policy.nextWake == Story.time(10))
        _ = story.tell(at: 1, .disconnected)
        #expect(story.policy.nextWake == nil)
        _ = story.tell(at: 2, .connected)
        _ = story.tell(at: 3, .sees("a", name: "Ann", picture: 1))
        #expect(story.policy.nextWake == Story.time(63))
        _ = story.tell(at: 4, .failed(1))
        #expect(story.policy.nextWake == Story.time(6))
        _ = story.tell(at: 6, .timer)
        _ = story.tell(at: 7, .delivered(1))
        #expect(story.policy.nextWake == nil)
        _ = story.tell(at: 8, .sees("a", picture: 2))
        #expect(story.policy.nextWake == Story.time(308))
        _ = story.tell(at: 9, .configured(NotificationRules(notifiers: 0)))
        _ = story.tell(at: 9, .sees("b"))
        #expect(story.policy.nextWake == Story.time(308))
        _ = story.tell(at: 308, .timer)
        #expect(story.policy.nextWake == Story.time(609))
    }

    @Test("beyond the limit the least recently seen person is forgotten, and told of once more")
    func forgottenPeople() {
        var rules = NotificationRules()
        rules.maximumIdentities = 2
        var story = NotificationStory(rules)
        for (number, person) in ["a", "b"].enumerated() {
            _ = story.tell(at: Double(number) * 20, .sees(person))
            _ = story.tell(at: Double(number) * 20 + 10, .timer)
            _ = story.tell(at: Double(number) * 20 + 10, .delivered(UInt64(number + 1)))
        }
        #expect(story.tell(at: 40, .sees("a"))[0] == "suppress a cool-down")
        _ = story.tell(at: 41, .sees("c"))
        _ = story.tell(at: 51, .timer)
        _ = story.tell(at: 51, .delivered(3))
        #expect(story.tell(at: 52, .sees("a"))[0] == "suppress a cool-down")
        #expect(story.tell(at: 52, .sees("b"))[0] == "hold b until 62")
    }

    @Test("times and rules at the ends of the number range trap nowhere", arguments: [Int64.min, .max, 0, -1])
    func extremes(value: Int64) {
        var rules = NotificationRules(notifiers: Int(value))
        (rules.holdMs, rules.coolDownMs, rules.answerMs, rules.patienceMs) = (value, value, value, value)
        (rules.retryMs, rules.maximumIdentities, rules.maximumPending) = ([value], Int(value), Int(value))
        var policy = NotificationPolicy(rules: rules)
        for time in [value, 0, .max, .min] {
            let sighting = NotificationSighting(
                person: PersonID("\(time)"), name: nil, camera: Camera(id: "c", name: "c"), className: "person",
                scorePermille: 900,
                isNew: true, picture: nil)
            for event in [NotificationEvent.sighted(sighting), .timer, .configured(rules), .disconnected, .connected] {
                for case .send(let sent) in policy.apply(NotificationEntry(time: Timestamp(milliseconds: time), event: event)) {
                    _ = policy.apply(NotificationEntry(time: Timestamp(milliseconds: time), event: .failed(sent.id)))
                }
                _ = policy.nextWake
            }
        }
    }
}
