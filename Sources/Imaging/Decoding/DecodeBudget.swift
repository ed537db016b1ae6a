import Synchronization

/// The memory that all pictures being decoded share. A picture that does not fit is turned away, it never waits.
package final class DecodeBudget: Sendable {
    /// In bytes.
    package let limit: Int
    private let taken = Mutex(0)

    package init(bytes: Int = 128 << 20) {
        limit = max(bytes, 0)
    }

    /// Bytes that nobody holds at this moment.
    package var left: Int { limit - taken.withLock { $0 } }

    /// Takes bytes out of the budget until the returned value is gone. Throws `overBudget` when there are not enough.
    func reserve(_ bytes: Int) throws(PictureError) -> DecodeReservation {
        let shortOf: Int? = taken.withLock { taken in
            guard bytes >= 0, bytes <= limit - taken else { return limit - taken }
            taken += bytes
            return nil
        }
        if let shortOf { throw .overBudget(needed: bytes, left: shortOf) }
        return DecodeReservation(bytes: bytes, budget: self)
    }

    /// Only a reservation's end calls this.
    func release(_ bytes: Int) {
        taken.withLock { $0 -= bytes }
    }
}
