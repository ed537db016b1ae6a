/// A share of the decode budget, made by `DecodeBudget.reserve` only; given back when the last owner lets go of it.
final class DecodeReservation: Sendable {
    let bytes: Int
    private let budget: DecodeBudget

    init(bytes: Int, budget: DecodeBudget) {
        self.bytes = bytes
        self.budget = budget
    }

    deinit {
        budget.release(bytes)
    }
}
