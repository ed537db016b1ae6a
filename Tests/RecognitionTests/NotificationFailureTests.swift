import Testing

@testable import Recognition

/// Notifiers that fail, connections that are lost, and nobody to send to: one story per rule.
@Suite struct NotificationFailureTests {
    static let twoNotifiers = NotificationRules(notifiers: 2)
    static let none = NotificationRules(notifiers: 0)

    static let failures: [(String, NotificationRules, [NotificationStory.Line])] = [
        (
            "a failed one is tried again after 2 s and 8 s, then by the next notifier, then given up, and owed again",
            twoNotifiers,
            [
                (0, .sees("a", name: "Ann", picture: 1), ["send 1 a Ann at porch picture 1 named"]),
                (1, .failed(1), []),
                (2.999, .timer, []),
                (3, .timer, ["send 1 a Ann at porch picture 1 0.2 retry"]),
                (4, .failed(1), []),
                (12, .timer, ["send 1 a Ann at porch picture 1 0.3 retry"]),
                (13, .failed(1), ["send 1 a Ann at porch picture 1 1.1 next-notifier"]),
                (14, .failed(1), []),
                (16, .timer, ["send 1 a Ann at porch picture 1 1.2 retry"]),
                (17, .failed(1), []),
                (25, .timer, ["send 1 a Ann at porch picture 1 1.3 retry"]),
                (26, .failed(1), ["give up 1 a Ann at porch picture 1 2.0 every-notifier-failed", "forget 1"]),
                (27, .sees("a", name: "Ann", new: false), ["send 2 a Ann at porch named"]),
            ]
        ),
        (
            "the notifier failing once gives one", NotificationRules(),
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (1, .failed(1), []),
                (1, .failed(1), []),
                (2, .sees("a", new: false), ["suppress a pending", "update 1 a at porch"]),
                (3, .timer, ["send 1 a Ann at porch 0.2 retry"]),
                (4, .delivered(1), []),
                (5, .sees("a"), ["suppress a cool-down", "update 1 a at porch"]),
            ]
        ),
        (
            "no answer for a minute is a failure", NotificationRules(),
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (59.999, .timer, []),
                (60, .timer, []),
                (62, .timer, ["send 1 a Ann at porch 0.2 retry"]),
            ]
        ),
        (
            "a name that arrives between two attempts is sent with the next", NotificationRules(),
            [
                (0, .sees("a"), ["hold a until 10"]),
                (10, .timer, ["send 1 a Person at porch unnamed"]),
                (11, .failed(1), []),
                (12, .sees("a", name: "Ann", new: false), ["suppress a pending", "update 1 a at porch"]),
                (13, .timer, ["send 1 a Ann at porch 0.2 retry"]),
            ]
        ),
        (
            "while disconnected nothing is sent and no attempt used up; what is due then goes out at once", NotificationRules(),
            [
                (0, .sees("a"), ["hold a until 10"]),
                (1, .disconnected, []),
                (10, .timer, ["wait a not-connected"]),
                (12, .sees("b", name: "Bob"), ["wait b not-connected"]),
                (25, .sees("c"), ["hold c until 35"]),
                (30, .connected, ["send 1 a Person at porch unnamed", "send 2 b Bob at porch named"]),
                (35, .timer, ["send 3 c Person at porch unnamed"]),
            ]
        ),
        (
            "what was out without an answer is sent again, whatever its late failure says", NotificationRules(),
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (1, .disconnected, ["wait a not-connected"]),
                (2, .failed(1), []),
                (31, .connected, ["send 1 a Ann at porch reconnected"]),
                (32, .delivered(1), []),
            ]
        ),
        (
            "a late delivery counts, so that nothing is sent again", NotificationRules(),
            [
                (0, .sees("a", name: "Ann", picture: 1), ["send 1 a Ann at porch picture 1 named"]),
                (1, .disconnected, ["wait a not-connected"]),
                (2, .delivered(1), ["forget 1"]),
                (31, .connected, []),
            ]
        ),
        (
            "a connection that comes back without having been missed sends again as well", NotificationRules(),
            [
                (0, .connected, []),
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (1, .connected, ["send 1 a Ann at porch reconnected"]),
            ]
        ),
        (
            "somebody who gets a name while disconnected is sent under it, two of one name as one", NotificationRules(),
            [
                (0, .disconnected, []),
                (1, .sees("a"), ["hold a until 11"]),
                (1, .sees("b", at: "drive"), ["hold b until 11"]),
                (2, .sees("a", name: "Ann", new: false), ["suppress a pending", "update 1 a at porch", "wait a not-connected"]),
                (3, .sees("b", name: "Ann", new: false), ["suppress b pending", "update 1 b at porch", "wait b not-connected"]),
                (9, .connected, ["send 1 a Ann at porch named", "suppress b same-name", "update 1 b at drive"]),
            ]
        ),
        (
            "without a notifier it is kept for 10 min, then given up", none,
            [
                (0, .sees("a", picture: 1), ["hold a until 10"]),
                (10, .timer, ["wait a no-notifier"]),
                (599.999, .timer, []),
                (600, .timer, ["give up 1 a Person at porch picture 1 no-notifier", "forget 1"]),
            ]
        ),
        (
            "when a notifier is chosen, what is kept goes out at once", none,
            [
                (0, .sees("a", name: "Ann"), ["wait a no-notifier"]),
                (300, .configured(NotificationRules()), ["send 1 a Ann at porch named"]),
            ]
        ),
        (
            "with another choice of notifiers everything starts again at the first", twoNotifiers,
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (0, .failed(1), []),
                (2, .timer, ["send 1 a Ann at porch 0.2 retry"]),
                (2, .failed(1), []),
                (10, .timer, ["send 1 a Ann at porch 0.3 retry"]),
                (10, .failed(1), ["send 1 a Ann at porch 1.1 next-notifier"]),
                (11, .configured(NotificationRules()), []),
                (12, .failed(1), ["send 1 a Ann at porch retry"]),
            ]
        ),
    ]

    @Test("failures", arguments: failures)
    func failure(rule: String, rules: NotificationRules, lines: [NotificationStory.Line]) {
        NotificationStory.check(rule, lines, rules: rules)
    }
}
