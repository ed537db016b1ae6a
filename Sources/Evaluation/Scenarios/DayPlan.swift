/// The numbers of a simulated day; they are pinned, so that results can be compared.
struct DayPlan: Sendable, Hashable {
    /// Visits of groups that do not follow from one before.
    var visits = 300
    var groupSize = 1...3
    var camerasPerVisit = 1...4
    /// Pictures of one pass by a camera, one a second.
    var picturesPerPass = 2...4
    /// Share of pictures from which on the camera's tracker has other ids.
    var trackSwitches = 0.05
    /// Seconds from the last picture of a pass to the first of the next.
    var walk = 3.0...30.0
    /// Seconds from the end of a visit to a return; every factor is as likely as any other.
    var absence = 20.0...7_200.0
    /// Share of people's visits in which one picture knows their name.
    var named = 0.2
    /// Share of passes in which the camera sees no colors.
    var gray = 0.15
    var hours = 4.0
    var residents = 0
    /// Share of visits that a resident starts.
    var residentVisits = 0.0
    /// Share of visits that are followed by a return.
    var returns = 0.3
    /// Share of groups that part after the first camera.
    var parting = 0.0

    static let busy = DayPlan()
    static let home = DayPlan(hours: 16, residents: 4, residentVisits: 0.4, returns: 0.6)
    static let split = DayPlan(parting: 0.5)

    /// The same day with groups of one.
    var alone: DayPlan {
        var plan = self
        plan.groupSize = 1...1
        return plan
    }
}
