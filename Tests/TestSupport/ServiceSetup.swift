import ObservationStore
import ReIdentification

/// How a service under test differs from the usual one.
package struct ServiceSetup: Sendable {
    /// Nil: `color-layout`.
    package var modelFile: String?
    package var token: String?
    package var maximumBodyBytes = 16 << 20
    package var maximumHeldBytes = 128 << 20
    package var maximumPixels = 64_000_000
    package var waitingPictures = 128
    package var deadline: Duration = .seconds(60)
    package var sendTimeout: Duration = .seconds(30)
    package var includesEmbeddings = false
    /// The requests' own timestamps decide.
    package var usesRequestClock = true
    /// What `/v1/sightings` reads; nil: there is none.
    package var history: (any SightingHistory)?

    package init() {}
}
