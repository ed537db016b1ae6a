/// What kind of day is simulated; the numbers are pinned, so that results can be compared.
package struct DayPlan: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Sixteen hours in which four residents come and go among visitors.
        case home
        /// Four hours of strangers.
        case busy
        /// As busy, and half of the groups part after the first camera.
        case split
    }

    package let kind: Kind
    /// Visits of groups that do not follow from one before.
    package let visits = 300
    package let groupSize = 1...3
    package let camerasPerVisit = 1...4
    /// Pictures of one pass by a camera, one a second.
    package let picturesPerPass = 2...4
    /// Share of pictures from which on the camera's tracker has other ids.
    package let trackSwitches = 0.05
    /// Seconds from the last picture of a pass to the first of the next.
    package let walk = 3.0...30.0
    /// Seconds from the end of a visit to a return; every factor is as likely as any other.
    package let absence = 20.0...7_200.0
    /// Share of people's visits in which one picture knows their name.
    package let named = 0.2
    /// Share of passes in which the camera sees no colours.
    package let gray = 0.15
    package let hours: Double
    package let residents: Int
    /// Share of visits that a resident starts.
    package let residentVisits: Double
    package let returns: Double
    package let parting: Double

    package init(_ kind: Kind) {
        self.kind = kind
        hours = kind == .home ? 16 : 4
        residents = kind == .home ? 4 : 0
        residentVisits = kind == .home ? 0.4 : 0
        returns = kind == .home ? 0.6 : 0.3
        parting = kind == .split ? 0.5 : 0
    }
}
