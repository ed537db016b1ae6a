import Logging
import ReIdentification
import Recognition
import Synchronization

/// From what cameras detect to who it is: fetches pictures, has them recognised, and passes the sightings on.
///
/// It outlives sessions: what came before a connection was lost is recognised all the same, without a picture if need be.
final class CameraDesk: Sendable {
    private let recogniser: Recogniser
    private let sighted: @Sendable (SightedPerson) -> Void
    private let inFlight: InFlight
    private let limits: EventQueue.Limits
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let waiting = Atomic(0)
    /// Bounded by `maximumWaiting` events and by the pictures in flight.
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation

    private enum Input: Sendable {
        case event(DetectionEvent)
        case finished(DetectionEvent)
        case session(ScryptedSession?)
    }

    /// Events that came and were not looked at; beyond, new ones are lost and the log says so. Looking takes microseconds.
    static let maximumWaiting = 4_096

    /// - Parameter sighted: gets every recognised person, in order for each picture.
    init(
        recogniser: Recogniser, inFlight: InFlight, limits: EventQueue.Limits = .init(), clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp, logger: Logger, sighted: @escaping @Sendable (SightedPerson) -> Void
    ) {
        self.recogniser = recogniser
        self.sighted = sighted
        self.inFlight = inFlight
        self.limits = limits
        self.clock = clock
        self.now = now
        self.logger = logger
        (inputs, input) = AsyncStream.makeStream()
    }

    /// Takes an event, at once and from anywhere.
    func take(_ event: DetectionEvent) {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.maximumWaiting else {
            waiting.subtract(1, ordering: .relaxed)
            logger.error("an event is lost: too much at once", metadata: ["camera": "\(event.camera.name)"])
            return
        }
        inFlight.enter()
        input.yield(.event(event))
    }

    /// Pictures come from this session from now on; nil: from nowhere.
    func use(_ session: ScryptedSession?) {
        input.yield(.session(session))
    }

    /// Until cancelled.
    func run() async {
        var queue = EventQueue(limits: limits)
        var session: ScryptedSession?
        await withDiscardingTaskGroup { tasks in
            for await input in inputs {
                let step: EventQueue.Step?
                switch input {
                case .session(let newer):
                    session = newer
                    continue
                case .event(let event):
                    waiting.subtract(1, ordering: .relaxed)
                    step = queue.arrived(event, at: now())
                case .finished(let event): step = queue.finished(event)
                }
                switch step {
                case .process(let event):
                    tasks.addTask { [session] in
                        await self.process(event, from: session)
                        self.input.yield(.finished(event))
                        self.inFlight.leave()
                    }
                case .processWithoutPicture(let event):
                    // Not in a task of its own: it takes no time to speak of, and so many of them cannot pile up.
                    await recognise(event, CameraPicture(reasons: ["too many pictures at once"]))
                    inFlight.leave()
                case .drop(let event, let reason):
                    inFlight.leave()
                    logger.debug("event passed over", metadata: ["camera": "\(event.camera.name)", "why": "\(reason.rawValue)"])
                case nil: break
                }
            }
        }
    }

    private func process(_ event: DetectionEvent, from session: ScryptedSession?) async {
        let picture = await session?.picture(for: event, now: now(), clock: clock)
        await recognise(event, picture ?? CameraPicture(reasons: ["not connected"]))
    }

    private func recognise(_ event: DetectionEvent, _ picture: CameraPicture) async {
        logger.debug(
            "picture",
            metadata: [
                "camera": "\(event.camera.name)", "source": "\(picture.source?.name ?? "none")",
                "because": "\(picture.reasons.joined(separator: "; "))",
            ])
        for person in await recogniser.people(in: event, picture) { sighted(person) }
    }
}
