import Testing

@testable import Evaluation

@Suite struct IdentityScoreTests {
    @Test("everybody under one id each is perfect")
    func perfect() {
        let score = IdentityScore([(1, "a"), (2, "b"), (1, "a"), (2, "b")])
        #expect(score.idf1 == 1)
        #expect(score.pairwiseF1 == 1)
        #expect(score.fragmentation == 1)
    }

    /// Person 1: a a a b; person 2: b b. Best pairing: 1 with a (3), 2 with b (2): 5 of 6.
    /// Pairs under one id: a 3, b 3, of which one person's are 3 + 1 = 4; pairs of one person: 6 + 1 = 7.
    @Test("a switch in the middle, counted by hand")
    func aSwitch() {
        let score = IdentityScore([(1, "a"), (1, "a"), (1, "a"), (1, "b"), (2, "b"), (2, "b")])
        #expect(abs(score.idf1 - 5.0 / 6) < 1e-12)
        #expect(abs(score.pairwisePrecision - 4.0 / 6) < 1e-12)
        #expect(abs(score.pairwiseRecall - 4.0 / 7) < 1e-12)
        #expect(abs(score.pairwiseF1 - 8.0 / 13) < 1e-12)
        #expect(score.pairs == 15 && score.mixedPairs == 2 && score.splitPairs == 3 && score.wrongPairs == 5)
        #expect(score.fragmentation == 1.5)
    }

    /// Greedy would give x to person 1 (3) and leave person 2 with nothing; better is 1 with y (2) and 2 with x (2): 4 of 7.
    @Test("people and ids are paired so that most are right in all")
    func optimal() {
        let score = IdentityScore([(1, "x"), (1, "x"), (1, "x"), (1, "y"), (1, "y"), (2, "x"), (2, "x")])
        #expect(abs(score.idf1 - 4.0 / 7) < 1e-12)
    }

    /// Two of three true sightings are right, and both answers: 2·2 / (3 + 2).
    @Test("a row without an answer is missed, not wrong")
    func unanswered() {
        let score = IdentityScore([(1, "a"), (1, "a"), (1, nil)])
        #expect(abs(score.idf1 - 0.8) < 1e-12)
        #expect(score.fragmentation == 1)
        #expect(score.pairwisePrecision == 1)
    }

    @Test("nothing at all, and nothing answered")
    func empty() {
        #expect(IdentityScore([]).idf1 == 0)
        #expect(IdentityScore([(1, nil)]).idf1 == 0)
    }
}
