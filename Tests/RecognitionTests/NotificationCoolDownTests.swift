import Testing

@testable import Recognition

/// Who is not told of again, and who is: one story per rule.
@Suite struct NotificationCoolDownTests {
    static let coolDowns: [(String, [NotificationStory.Line])] = [
        (
            "the cool-down of 5 min begins with the delivery",
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (5, .delivered(1), []),
                (304.999, .sees("a", name: "Ann"), ["suppress a cool-down", "update 1 a at porch"]),
                (305, .sees("a", name: "Ann"), ["send 2 a Ann at porch named"]),
            ]
        ),
        (
            "who stays is not told of again every 5 min, who left and comes back is",
            [
                (0, .sees("a"), ["hold a until 10"]),
                (10, .timer, ["send 1 a Person at porch unnamed"]),
                (10, .delivered(1), []),
                (200, .sees("a", new: false), ["suppress a cool-down", "update 1 a at porch"]),
                (311, .sees("a", new: false), ["suppress a told", "update 1 a at porch"]),
                (900, .sees("a", new: false), ["suppress a told", "update 1 a at porch"]),
                (1000, .sees("a"), ["hold a until 1010"]),
            ]
        ),
        (
            "an identity that is new every time (fail-open) is held to the cool-down",
            [
                (0, .sees("a"), ["hold a until 10"]),
                (1, .sees("a"), ["suppress a pending", "update 1 a at porch"]),
                (10, .sees("a"), ["suppress a pending", "update 1 a at porch", "send 1 a Person at porch unnamed"]),
                (11, .delivered(1), []),
                (12, .sees("a"), ["suppress a cool-down", "update 1 a at porch"]),
                (310.999, .sees("a"), ["suppress a cool-down", "update 1 a at porch"]),
                (311, .sees("a"), ["hold a until 321"]),
            ]
        ),
        (
            "the name wins: another identity under the same name is not told of inside the cool-down",
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (1, .delivered(1), []),
                (60, .sees("b", at: "drive", name: "Ann"), ["suppress b same-name", "update 1 b at drive"]),
                // It is Ann, whether the name is said again or not.
                (61, .sees("b", new: false), ["suppress b same-name", "update 1 b at porch"]),
                (400, .sees("b", name: "Ann", new: false), ["suppress b told", "update 1 b at porch"]),
                (500, .sees("b", name: "Ann"), ["send 2 b Ann at porch tag a named"]),
            ]
        ),
        (
            "somebody held who turns out to be told of already is not sent",
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (1, .delivered(1), []),
                (2, .sees("b", at: "drive", picture: 2), ["hold b until 12"]),
                (
                    3, .sees("b", name: "Ann", new: false, picture: 3),
                    [
                        "suppress b pending", "update 2 b at porch picture 3", "suppress b same-name",
                        "update 1 b at drive picture 2",
                    ]
                ),
                (302.999, .timer, []),
                (303, .timer, ["forget 3", "forget 2"]),
            ]
        ),
        (
            "two newcomers who turn out to bear one name give one",
            [
                (0, .sees("a"), ["hold a until 10"]),
                (0, .sees("b", at: "drive", picture: 2), ["hold b until 10"]),
                (1, .sees("a", name: "Ann"), ["suppress a pending", "update 1 a at porch", "send 1 a Ann at porch named"]),
                (
                    2, .sees("b", name: "Ann"),
                    ["suppress b pending", "update 1 b at porch", "suppress b same-name", "update 1 b at drive picture 2"]
                ),
                (3, .sees("b", new: false), ["suppress b pending", "update 1 b at porch"]),
                (4, .delivered(1), []),
                (5, .sees("b", new: false), ["suppress b same-name", "update 1 b at porch"]),
            ]
        ),
        (
            "a different name on the same id is a different person, with a tag of its own",
            [
                (0, .sees("a", name: "Ann"), ["send 1 a Ann at porch named"]),
                (0, .sees("a", name: "Bob"), ["send 2 a Bob at porch tag a/Bob named"]),
                (1, .delivered(1), []),
                (1, .delivered(2), []),
                (2, .sees("a", name: "Cem"), ["send 3 a Cem at porch tag a/Cem named"]),
                (3, .sees("a", name: "Ann"), ["suppress a cool-down", "update 1 a at porch"]),
            ]
        ),
        (
            "who was sent unnamed and gets a name is told of once more, under the same tag",
            [
                (0, .sees("a", picture: 1), ["hold a until 10"]),
                (10, .timer, ["send 1 a Person at porch picture 1 unnamed"]),
                (11, .delivered(1), ["forget 1"]),
                (20, .sees("a", at: "drive", name: "Ann", new: false, picture: 2), ["send 2 a Ann at drive picture 2 upgrade"]),
                (21, .delivered(2), ["forget 2"]),
                (22, .sees("a", name: "Ann", new: false), ["suppress a cool-down", "update 2 a at porch"]),
                (23, .sees("a"), ["suppress a cool-down", "update 2 a at porch"]),
            ]
        ),
        (
            "a name that arrives while the unnamed one is out follows its delivery",
            [
                (0, .sees("a", picture: 1), ["hold a until 10"]),
                (10, .timer, ["send 1 a Person at porch picture 1 unnamed"]),
                (
                    11, .sees("a", at: "drive", name: "Ann", new: false, picture: 2),
                    ["suppress a pending", "update 1 a at drive picture 2"]
                ),
                (12, .delivered(1), ["send 1 a Ann at porch picture 1 upgrade"]),
                (13, .sees("a", name: "Ann", new: false), ["suppress a pending", "update 1 a at porch"]),
                (14, .delivered(1), ["forget 1"]),
                (311, .timer, ["forget 2"]),
            ]
        ),
        (
            "the newest suppressed picture replaces the older, and goes with the cool-down",
            [
                (0, .sees("a", name: "Ann", picture: 1), ["send 1 a Ann at porch picture 1 named"]),
                (0, .delivered(1), ["forget 1"]),
                (1, .sees("a", picture: 2), ["suppress a cool-down", "update 1 a at porch picture 2"]),
                (2, .sees("a", at: "drive", picture: 3), ["suppress a cool-down", "update 1 a at drive picture 3", "forget 2"]),
                (3, .sees("a", at: "yard"), ["suppress a cool-down", "update 1 a at yard"]),
                (301.999, .timer, []),
                (302, .timer, ["forget 3"]),
            ]
        ),
    ]

    @Test("cool-downs", arguments: coolDowns)
    func coolDown(rule: String, lines: [NotificationStory.Line]) { NotificationStory.check(rule, lines) }
}
