import ArgumentParser

/// How much of the machine the service may use.
enum Profile: String, ExpressibleByArgument, CaseIterable {
    case standard
    /// One thread, the cheapest model that is here, and a quarter of everything that waits or is held.
    case small

    /// Nil: as many as suit the machine.
    var workers: Int? {
        switch self {
        case .standard: nil
        case .small: 1
        }
    }

    /// Whether a model is chosen for its price, and none is fetched that nobody asked for.
    var prefersCheapModels: Bool { self == .small }

    /// Pictures that wait, and their bytes.
    var waitingPictures: Int { self == .small ? 32 : 128 }
    var waitingBytes: Int { self == .small ? 16 << 20 : 64 << 20 }
    /// What decoding may hold at once.
    var decodeBytes: Int { self == .small ? 32 << 20 : 128 << 20 }
    /// Bodies of all requests together; never less than one of the largest.
    func heldBytes(maximumBody: Int) -> Int { max(self == .small ? 32 << 20 : 128 << 20, maximumBody) }
}
