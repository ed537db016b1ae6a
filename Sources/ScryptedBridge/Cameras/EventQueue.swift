import Recognition

/// Decides what becomes of each event: at once, later, without a picture, or not at all. A pure value.
///
/// A camera that answers slowly must not hold up the others, nor pile up pictures. So only a few events per camera and
/// overall wait for their pictures; of those that have to queue, only the newest of each detection id. But nobody is lost:
/// an event that shows somebody for the first time and has no place is processed without a picture, which is fail-open.
struct EventQueue: Sendable {
    struct Limits: Sendable {
        /// Pictures being fetched and recognised.
        var perCamera = 2
        var overall = 8
        /// Events that queue.
        var queued = 64
    }

    enum Step {
        case process(DetectionEvent)
        case processWithoutPicture(DetectionEvent)
        case drop(DetectionEvent, Reason)
    }

    enum Reason: String {
        /// There was a request for it less than a second ago.
        case throttled
        /// A newer one of the same detection came before its turn.
        case overtaken
        case tooMany = "too-many"
    }

    private struct Waiting {
        var event: DetectionEvent
        var novel: Set<DetectionEvent.Mark>
    }

    private let limits: Limits
    private var throttle = RequestThrottle()
    private var running: [String: Int] = [:]
    private var queue: [Waiting] = []

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    var isIdle: Bool { running.isEmpty && queue.isEmpty }

    mutating func arrived(_ event: DetectionEvent, at now: Timestamp) -> Step? {
        guard case .admitted(let novel) = throttle.judge(event, at: now) else { return .drop(event, .throttled) }
        if hasRoom(for: event) {
            running[event.camera.id, default: 0] += 1
            return .process(event)
        }
        if let place = queue.firstIndex(where: { $0.event.key == event.key }) {
            return replace(place, by: Waiting(event: event, novel: novel))
        }
        guard queue.count < limits.queued else {
            return novel.isEmpty ? .drop(event, .tooMany) : .processWithoutPicture(event)
        }
        queue.append(Waiting(event: event, novel: novel))
        return nil
    }

    /// - Returns: the event whose turn it is now.
    mutating func finished(_ event: DetectionEvent) -> Step? {
        let left = (running[event.camera.id] ?? 1) - 1
        running[event.camera.id] = left > 0 ? left : nil
        guard let next = queue.firstIndex(where: { hasRoom(for: $0.event) }) else { return nil }
        let waiting = queue.remove(at: next)
        running[waiting.event.camera.id, default: 0] += 1
        return .process(waiting.event)
    }

    private func hasRoom(for event: DetectionEvent) -> Bool {
        running.values.reduce(0, +) < limits.overall && running[event.camera.id, default: 0] < limits.perCamera
    }

    private mutating func replace(_ place: Int, by newer: Waiting) -> Step {
        let older = queue[place]
        queue[place] = newer
        let isCovered = older.novel.isSubset(of: newer.event.marks)
        if isCovered { queue[place].novel.formUnion(older.novel) }
        return isCovered ? .drop(older.event, .overtaken) : .processWithoutPicture(older.event)
    }
}
