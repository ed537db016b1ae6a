import Testing

@testable import Recognition

/// What people put right: merge, split, label, forget.
@Suite struct CorrectionTests {
    /// Two people who were never in one picture; the first one known is `older`.
    private static func twoPeople(
        names: (String?, String?) = (nil, nil)
    ) -> (story: Story, older: PersonID, younger: PersonID) {
        var story = Story()
        let older = story.picture(at: 0, .person(0, label: names.0))[0].personID
        let younger = story.picture(at: 1, on: "drive", .person(1, label: names.1))[0].personID
        return (story, older, younger)
    }

    // MARK: Merging

    @Test("the older id stays, whichever is named first, and the younger leads to it", arguments: [false, true])
    func merge(swapped: Bool) {
        var (story, older, younger) = Self.twoPeople()
        let correction: Correction = swapped ? .merged(younger, older) : .merged(older, younger)
        #expect(story.correct(correction, at: 2) == .done(older))
        #expect(story.state.identityCount == 1)
        let person = story.person(younger)
        #expect(person?.id == older)
        #expect(person?.aliases == [younger])
        #expect(person?.cameras.map(\.id) == ["porch", "drive"])
        #expect(person?.lastSeen == Story.time(1))
        #expect(person?.exemplarCount == 2)
    }

    @Test("both looks are recognised as the one person, and answers list the alias")
    func recognisedAfterMerge() {
        var (story, older, younger) = Self.twoPeople()
        story.correct(.merged(older, younger), at: 2)
        // The maximum is what tells: half of the exemplars are somebody who looks quite different.
        var policy = story.state.policy
        policy.pooling = .maximum
        story.tell(.configured(Story.model, policy), at: 2)
        for look in 0...1 {
            let answer = story.picture(at: 3 + Double(look), .person(look))[0]
            #expect(answer.personID == older)
            #expect(!answer.isNew)
            #expect(answer.aliases == [younger])
        }
    }

    @Test("a track of the younger leads to the older")
    func trackOfAlias() {
        var story = Story()
        let older = story.picture(at: 0, on: "drive", .person(0))[0].personID
        let younger = story.picture(at: 1, .person(1, track: "t"))[0].personID
        story.correct(.merged(older, younger), at: 2)
        let answer = story.picture(at: 3, .person(.trackSuffices, track: "t"))[0]
        #expect(answer.personID == older)
        #expect(answer.kind == .continued)
    }

    @Test("an alias stands for its identity in later corrections, and merging twice changes nothing")
    func aliasInCorrections() {
        var (story, older, younger) = Self.twoPeople()
        story.correct(.merged(older, younger), at: 2)
        let third = story.picture(at: 3, .person(2))[0].personID
        #expect(story.correct(.merged(third, younger), at: 4) == .done(older))
        #expect(story.correct(.merged(third, younger), at: 5) == .done(older))
        #expect(story.correct(.labelled(third, "Ann"), at: 6) == .done(older))
        #expect(story.person(older)?.aliases == [younger, third])
        #expect(story.person(younger)?.name == "Ann")
    }

    /// Who can never be one.
    static let refusals: [(String, (String?, String?), together: Bool, CorrectionOutcome.Refusal?)] = [
        ("two names", ("Ann", "Bob"), false, .differentNames),
        ("one name", ("Ann", nil), false, nil),
        ("the other's name", (nil, "Bob"), false, nil),
        ("seen together", (nil, nil), true, .seenTogether),
        ("two names, seen together", ("Ann", "Bob"), true, .differentNames),
    ]

    @Test("two names or one picture keep two people apart, and nothing changes", arguments: refusals)
    func refusal(name: String, names: (String?, String?), together: Bool, refusal: CorrectionOutcome.Refusal?) {
        var (story, older, younger) = Self.twoPeople(names: names)
        if together { _ = story.picture(at: 2, .person(0), .person(1, x: 500)) }
        let before = story.state.people(at: story.state.now)
        let outcome = story.correct(.merged(older, younger), at: 3)
        if let refusal {
            #expect(outcome == .refused(refusal), "\(name)")
            #expect(story.state.people(at: story.state.now) == before, "\(name)")
        } else {
            #expect(outcome == .done(older), "\(name)")
            #expect(story.person(older)?.name == names.0 ?? names.1, "\(name)")
        }
    }

    @Test("whom one of two was seen with is kept apart from both afterwards")
    func inheritedCompany() {
        var (story, older, younger) = Self.twoPeople()
        let third = story.picture(at: 2, .person(1), .person(2, x: 500))[1].personID
        story.correct(.merged(older, younger), at: 3)
        #expect(story.correct(.merged(older, third), at: 4) == .refused(.seenTogether))
        #expect(story.correct(.merged(third, older), at: 5) == .refused(.seenTogether))
    }

    @Test("somebody too small to compare was seen together with the others all the same")
    func companyOfStandIn() {
        var story = Story()
        let small = Sighting.person(.unusable(.tooSmall), x: 500, track: "t")
        let first = story.picture(at: 0, .person(0), small)
        // Nearer now, and an identity under the same id.
        let second = story.picture(at: 1, .person(1, x: 500, track: "t"))[0]
        #expect(second.personID == first[1].personID)
        #expect(story.correct(.merged(first[0].personID, second.personID), at: 2) == .refused(.seenTogether))
    }

    @Test("the oldest of too many aliases leads nowhere")
    func boundedAliases() {
        var story = Story()
        let older = story.picture(at: 0, .person(0))[0].personID
        let others = (1...40).map { number in
            let other = story.picture(at: 0, on: "camera \(number)", .person(number))[0].personID
            #expect(story.correct(.merged(older, other), at: 0) == .done(older))
            return other
        }
        #expect(story.person(older)?.aliases == Array(others.suffix(Identity.maximumAliases)))
        #expect(story.person(others[0]) == nil)
        #expect(story.correct(.merged(older, others[0]), at: 0) == .unknown(others[0]))
        #expect(story.person(others[39])?.id == older)
    }

    @Test("aliases live as long as their identity")
    func aliasesExpire() {
        var (story, older, younger) = Self.twoPeople()
        story.correct(.merged(older, younger), at: 2)
        story.tell(.configured(Story.model, story.state.policy), at: 602)
        #expect(story.person(younger) == nil)
        #expect(story.correct(.split(younger), at: 602) == .unknown(younger))
    }

    // MARK: Splitting

    @Test("after a split neither looks nor track nor alias lead there, and the next sighting gets an id of its own")
    func split() {
        var story = Story()
        let older = story.picture(at: 0, .person(0, track: "t"))[0].personID
        let younger = story.picture(at: 1, on: "drive", .person(1))[0].personID
        story.correct(.merged(older, younger), at: 2)
        #expect(story.correct(.split(younger), at: 2) == .done(older))
        #expect(story.person(younger) == nil)
        #expect(story.person(older)?.exemplarCount == 0)
        let next = story.picture(at: 3, .person(0, track: "t"))[0]
        #expect(next.isNew)
        #expect(next.personID != older)
    }

    @Test("a name outlives the split, and the looks are learned anew by it")
    func splitNamed() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann"))[0].personID
        story.correct(.split(ann), at: 1)
        #expect(story.picture(at: 2, .person(1, label: "Ann"))[0].personID == ann)
        #expect(story.picture(at: 3, .person(1))[0].personID == ann)
        #expect(story.picture(at: 4, .person(0))[0].isNew)
    }

    // MARK: Names

    @Test("a label replaces the name, and the name finds the person from then on")
    func label() {
        var story = Story()
        let id = story.picture(at: 0, .person(0, label: "Bob"))[0].personID
        #expect(story.correct(.labelled(id, "Ann"), at: 1) == .done(id))
        #expect(story.picture(at: 2, on: "drive", .person(3, label: "Ann"))[0].personID == id)
        #expect(story.picture(at: 3, .person(4, label: "Bob"))[0].personID != id)
    }

    @Test("a name that somebody else bears is refused; a name taken away is free again", arguments: [nil, ""])
    func nameTaken(nobody: String?) {
        var (story, older, younger) = Self.twoPeople(names: ("Ann", nil))
        #expect(story.correct(.labelled(younger, "Ann"), at: 2) == .refused(.nameTaken))
        #expect(story.correct(.labelled(older, "Ann"), at: 2) == .done(older))
        #expect(story.correct(.labelled(older, nobody), at: 3) == .done(older))
        #expect(story.person(older)?.name == nil)
        #expect(story.correct(.labelled(younger, "Ann"), at: 4) == .done(younger))
    }

    // MARK: Forgetting

    @Test("nothing is left of somebody forgotten")
    func forget() {
        var story = Story()
        let older = story.picture(at: 0, key: "k", .person(0, label: "Ann", track: "t"))[0].personID
        let friend = story.picture(at: 1, .person(0), .person(2, x: 500))[1].personID
        let younger = story.picture(at: 2, on: "drive", .person(1))[0].personID
        story.correct(.merged(older, younger), at: 3)

        let outcome = story.fold(.corrected(.forgotten(younger)), at: 4)
        #expect(outcome.correction == .done(older))
        #expect(outcome.erased == [older, younger])
        #expect(story.state.identityCount == 1)
        #expect(story.person(older) == nil)
        #expect(story.person(younger) == nil)
        let left = ["Ann", older.description, younger.description].filter { "\(story.state)".contains($0) }
        #expect(left.isEmpty)

        // Not by track, look, name, repetition or company.
        let again = story.picture(at: 5, key: "k", .person(0, label: "Ann", track: "t"))[0]
        #expect(again.isNew)
        #expect(again.personID != older)
        #expect(story.correct(.merged(again.personID, friend), at: 6) == .done(friend))
    }

    @Test("a stand-in is forgotten as well, and the tracker's next sighting gets another id")
    func forgetStandIn() {
        var story = Story()
        let small = Sighting.person(.unusable(.tooSmall), track: "t")
        let first = story.picture(at: 0, small)[0].personID
        #expect(story.correct(.forgotten(first), at: 1) == .done(first))
        #expect(story.picture(at: 2, small)[0].personID != first)
        #expect(story.correct(.forgotten(first), at: 3) == .unknown(first))
    }

    @Test(
        "ids that nobody has are unknown",
        arguments: [
            Correction.merged(PersonID("person_1_nobody"), PersonID("person_2_nobody")), .split(PersonID("person_1_nobody")),
            .labelled(PersonID("person_1_nobody"), "Ann"), .forgotten(PersonID("person_1_nobody")),
        ])
    func unknown(correction: Correction) {
        var (story, _, _) = Self.twoPeople()
        let before = story.state.people(at: story.state.now)
        #expect(story.correct(correction, at: 2) == .unknown(PersonID("person_1_nobody")))
        #expect(story.state.people(at: story.state.now) == before)
    }

    // MARK: Repeated requests

    @Test("a repeated key gets the first answer again, whatever was put right since, until the retention ends")
    func repeatedKey() {
        var story = Story()
        let older = story.picture(at: 0, on: "drive", .person(0))[0].personID
        let first = story.picture(at: 1, key: "k", .person(1))
        #expect(first[0].isNew)
        story.correct(.merged(older, first[0].personID), at: 2)
        #expect(story.picture(at: 3, key: "k", .person(1)) == first)
        #expect(story.picture(at: 601, key: "k", .person(1)) == first)
        #expect(story.picture(at: 601.001, key: "k", .person(1)) != first)
    }
}
