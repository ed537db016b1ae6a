import Foundation
import ObservationStore

/// Where a service logs to.
enum LogPlace {
    case memory
    case file(URL, LogLimits)
}
