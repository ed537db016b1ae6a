import Testing

@testable import Recognition

/// What must always hold, over many random stories with failures, lost connections and changing rules.
@Suite struct NotificationProperties {
    /// A random life of the policy, with its own books about who is owed what.
    struct Life {
        var story: NotificationStory
        var generator: SplitMix64
        var second = 0.0
        /// Sent and not answered.
        var unanswered: [NotificationID] = []
        var handedIn: Set<UInt64> = []
        var givenBack: Set<UInt64> = []
        /// Who is to be told of, and the names they were seen under.
        var owed: Set<PersonID> = []
        var borne: [PersonID: Set<String>] = [:]
        var deliveries: [(person: PersonID, name: String?, second: Double)] = []
        var isAnythingWrong: String?

        init(seed: UInt64, limit: Int, people: Int) {
            generator = SplitMix64(seed: seed)
            var rules = NotificationRules(notifiers: 2)
            (rules.maximumPending, rules.maximumIdentities) = (limit, people)
            story = NotificationStory(rules)
        }

        mutating func live(steps: Int) {
            for _ in 0..<steps {
                second += [0, 0, 0.1, 1, 3, 12, 70, 320].randomElement(using: &generator) ?? 0
                step()
            }
            // In the end everything works.
            var rules = story.policy.rules
            rules.notifiers = 1
            tell(.configured(rules))
            tell(.connected)
            while let wake = story.policy.nextWake {
                while let id = unanswered.popLast() { deliver(id) }
                second = max(second, Double(wake.milliseconds - Story.start) / 1000)
                tell(.timer)
            }
        }

        private mutating func step() {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: tell(.disconnected)
            case 1, 2: tell(.connected)
            case 3:
                var rules = story.policy.rules
                rules.notifiers = Int.random(in: 0...3, using: &generator)
                tell(.configured(rules))
            case 4, 5: tell(.timer)
            case 6..<12:
                guard let index = unanswered.indices.randomElement(using: &generator) else { return }
                let id = unanswered.remove(at: index)
                if Bool.random(using: &generator) { deliver(id) } else { tell(.failed(id)) }
            default: see()
            }
        }

        private mutating func see() {
            let number = Int.random(in: 0..<8, using: &generator)
            let person = PersonID("\(number)")
            // Two or three identities share a name, and now and then somebody is taken for somebody else.
            let isMistaken = Int.random(in: 0..<10, using: &generator) == 0
            let name =
                Int.random(in: 0..<3, using: &generator) > 0
                ? nil : "name \(isMistaken ? Int.random(in: 0..<3, using: &generator) : number % 3)"
            let score = Int32.random(in: 750...1000, using: &generator)
            let isNew = Bool.random(using: &generator)
            var picture: UInt64?
            if Int.random(in: 0..<5, using: &generator) > 0 { picture = UInt64(handedIn.count) }
            if let picture { handedIn.insert(picture) }
            if score >= 800 {
                if let name { borne[person, default: []].insert(name) }
                let earlier = deliveries.last { isAbout(person, $0) }
                if let earlier, second - earlier.second < 300 {
                    owed.remove(person)
                } else if isNew || earlier == nil {
                    owed.insert(person)
                }
            }
            let camera = Camera(id: "\(number % 2)", name: "\(number % 2)")
            tell(
                .sighted(
                    NotificationSighting(
                        person: person, name: name, camera: camera, className: "person", scorePermille: score, isNew: isNew,
                        picture: picture)))
        }

        private func isAbout(_ person: PersonID, _ delivery: (person: PersonID, name: String?, second: Double)) -> Bool {
            delivery.person == person || delivery.name.map { borne[person]?.contains($0) ?? false } ?? false
        }

        private mutating func deliver(_ id: NotificationID) {
            if let sent = story.policy.pending.first(where: { $0.id == id }) {
                let delivery = (sent.person, sent.name, second)
                for other in deliveries where second - other.second < 300 {
                    if sent.name == nil ? other.name == nil && other.person == sent.person : other.name == sent.name {
                        isAnythingWrong = "\(sent.person) \(sent.name ?? "Person") twice inside the cool-down"
                    }
                }
                deliveries.append(delivery)
                owed = owed.filter { !isAbout($0, delivery) }
            }
            tell(.delivered(id))
        }

        private mutating func tell(_ event: NotificationEvent) {
            for action in story.apply(event, at: second) { note(action) }
            let policy = story.policy
            if let wake = policy.nextWake, wake <= policy.now { isAnythingWrong = "a timer in the past" }
            let limit = policy.rules.maximumPending
            if policy.pending.count > 2 * limit || handedIn.count - givenBack.count > 3 * limit {
                isAnythingWrong = "too many pending"
            }
            if max(policy.people.count, policy.names.count) > policy.rules.maximumIdentities {
                isAnythingWrong = "too many people"
            }
        }

        private mutating func note(_ action: NotificationAction) {
            switch action {
            case .send(let sent):
                unanswered.append(sent.id)
                checkHeld(sent.picture)
            case .held(let person, _):
                if deliveries.contains(where: { $0.person == person && second - $0.second < 300 }), isRemembering {
                    isAnythingWrong = "\(person) held inside the cool-down"
                }
            case .update(let update): checkHeld(update.picture)
            case .givenUp(let lost, _): owed = owed.filter { !isAbout($0, (lost.person, lost.name, 0)) }
            case .forgetPicture(let picture):
                checkHeld(picture)
                givenBack.insert(picture)
            case .waiting, .suppressed: break
            }
        }

        /// Whether nobody can have been forgotten for want of room.
        private var isRemembering: Bool { story.policy.rules.maximumIdentities >= 8 }

        private mutating func checkHeld(_ picture: UInt64?) {
            guard let picture else { return }
            if !handedIn.contains(picture) || givenBack.contains(picture) { isAnythingWrong = "picture \(picture) is not there" }
        }
    }

    @Test(
        "who is owed a notification is told of or given up, once per cool-down; pictures come back; memory is bounded",
        arguments: [(limit: 256, people: 4_096), (limit: 2, people: 8), (limit: 1, people: 8)])
    func always(limit: Int, people: Int) {
        for seed in UInt64(0)..<300 {
            var life = Life(seed: seed, limit: limit, people: people)
            life.live(steps: 200)
            #expect(life.isAnythingWrong == nil, "seed \(seed)")
            #expect(life.owed.isEmpty, "seed \(seed)")
            #expect(life.handedIn == life.givenBack, "seed \(seed)")
            #expect(life.story.policy.pending.isEmpty, "seed \(seed)")
        }
    }

    @Test("with room for few people somebody may be told of too often, but nobody is lost")
    func forgetful() {
        for seed in UInt64(0)..<300 {
            var life = Life(seed: seed, limit: 3, people: 2)
            life.live(steps: 200)
            #expect(life.owed.isEmpty, "seed \(seed)")
            #expect(life.handedIn == life.givenBack, "seed \(seed)")
        }
    }

    @Test("the same entries give the same actions")
    func reproducible() {
        func told() -> [[NotificationAction]] {
            var (story, generator) = (NotificationStory(), SplitMix64(seed: 9))
            return (0..<2000).map { step in
                story.apply(
                    .sighted(
                        NotificationSighting(
                            person: PersonID("\(Int.random(in: 0..<40, using: &generator))"), name: nil,
                            camera: Camera(id: "c", name: "c"), className: "person", scorePermille: 900, isNew: true,
                            picture: UInt64(step))), at: Double(step))
            }
        }
        #expect(told() == told())
    }
}
