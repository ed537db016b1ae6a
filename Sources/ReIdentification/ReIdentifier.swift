import Imaging
import Inference
import Logging
import Recognition
import ServiceLifecycle

/// The pipeline, and the only orchestrator: picture and boxes in, one decision per box out.
///
/// It owns the identity state, and changes it only by folding log entries in their order. Whatever goes wrong on the
/// way, every row is answered: a row that we failed is answered `failopen`, which is always new.
package actor ReIdentifier: Service {
    package private(set) var state: IdentityState
    private var active: LoadedModel
    /// Models whose switch is in the log but not folded yet.
    private var arriving: [ModelID: LoadedModel] = [:]
    private var answers: [UInt64: AnswerSlot] = [:]
    var corrections = PendingCorrections()
    package private(set) var isFolding = false
    private(set) var hasEnded = false
    /// Requests that have come in and are not answered yet.
    package private(set) var picturesInFlight = 0

    let log: any ObservationLog
    private let vision: Vision
    private let waitingRoom: WaitingRoom
    private let limits: Limits
    private let randomSeed: @Sendable () -> UInt64
    let logger: Logger

    /// What one request may cost.
    package struct Limits: Sendable {
        /// Rows beyond get no embedding; the best scores come first.
        package var embeddedRows = 64
        /// Rows beyond never reach the log.
        package var loggedRows = 1_000
        /// From arrival to the last embedding.
        package var deadline: Duration = .seconds(5)

        package init() {}
    }

    /// A request that waits for its entry to come back, or the decisions that came first.
    private enum AnswerSlot {
        case expected
        case waiting(CheckedContinuation<[Decision]?, Never>)
        case arrived([Decision])
    }

    /// - Parameters:
    ///   - state: what the log has to say so far, of this model and under this policy; nil for nothing.
    ///   - randomSeed: where the ids' random bits come from.
    package init(
        model: LoadedModel, policy: MatchPolicy, state: IdentityState? = nil, log: any ObservationLog, vision: Vision,
        waitingRoom: WaitingRoom, limits: Limits = Limits(),
        randomSeed: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }, logger: Logger
    ) {
        self.state = state ?? IdentityState(model: model.id, policy: policy)
        active = model
        self.log = log
        self.vision = vision
        self.waitingRoom = waitingRoom
        self.limits = limits
        self.randomSeed = randomSeed
        self.logger = logger
    }

    /// The model whose embeddings are compared now.
    package var model: ModelID { active.id }
    package var policy: MatchPolicy { state.policy }
    /// Live identities.
    package var identityCount: Int { state.identityCount }

    /// The answer to a picture without anybody.
    package var nothingSeen: FrameAnswer {
        FrameAnswer(decisions: [], embeddings: [], model: model, timings: StageTimings())
    }

    package func isAnyoneInWindow(at time: Timestamp) -> Bool {
        state.isAnyoneInWindow(at: time)
    }

    // MARK: The log, folded in order

    /// Folds the log until it ends; at graceful shutdown that is after everything appended has been answered.
    package func run() async throws {
        isFolding = true
        await withGracefulShutdownHandler {
            for await entry in log.entries { fold(entry) }
        } onGracefulShutdown: { [log] in
            log.close()
        }
        // When cancelled instead, entries may be left that nobody folds any more: their rows are answered all the same.
        isFolding = false
        hasEnded = true
        log.close()
        corrections.end()
        for (seed, slot) in answers {
            if case .waiting(let continuation) = slot {
                answers[seed] = nil
                continuation.resume(returning: nil)
            }
        }
    }

    private func fold(_ entry: LogEntry) {
        let outcome = state.apply(entry)
        log.folded(entry, giving: outcome, into: state)
        report(outcome.merges)
        switch entry.event {
        case .configured(let id, _):
            guard let model = arriving.removeValue(forKey: id) else { return }
            active = model
            logger.notice("now recognising people with another model", metadata: ["model": "\(id)"])
        case .corrected(let correction):
            if let result = outcome.correction { report(result, of: correction, at: entry.sequence) }
        case .observed(let observation):
            let decisions = outcome.decisions
            report(decisions, camera: observation.camera)
            switch answers[observation.seed] {
            case .waiting(let continuation):
                answers[observation.seed] = nil
                continuation.resume(returning: decisions)
            case .expected:
                answers[observation.seed] = .arrived(decisions)
            case .arrived, nil:
                break
            }
        }
    }

    /// Appends, then waits until the own entry has come back in its place among all others; nil when the log fails.
    private func decide(_ observation: FrameObservation) async -> [Decision]? {
        answers[observation.seed] = .expected
        do {
            _ = try await log.append(.observed(observation), eventTime: observation.eventTime)
        } catch {
            answers[observation.seed] = nil
            logger.error("the log takes no entries; answering fail-open", metadata: ["error": "\(error)"])
            return nil
        }
        if case .arrived(let decisions) = answers[observation.seed] {
            answers[observation.seed] = nil
            return decisions
        }
        guard !hasEnded else {
            answers[observation.seed] = nil
            return nil
        }
        return await withCheckedContinuation { answers[observation.seed] = .waiting($0) }
    }

    /// From the moment its entry is folded, embeddings come from this model; until then from the one before.
    package func adopt(_ model: LoadedModel, policy: MatchPolicy, at time: Timestamp) async throws {
        arriving[model.id] = model
        do {
            _ = try await log.append(.configured(model.id, policy), eventTime: time)
        } catch {
            arriving[model.id] = nil
            throw error
        }
    }

    /// From the moment its entry is folded, decisions follow this policy.
    /// - Parameter policy: made from the model whose embeddings are compared by then.
    package func reconfigure(_ policy: (LoadedModel) -> MatchPolicy, at time: Timestamp) async throws {
        // A switch that is in the log already comes before this entry.
        let model = arriving.values.first ?? active
        _ = try await log.append(.configured(model.id, policy(model)), eventTime: time)
    }

    // MARK: One picture

    /// Answers every detection of one picture.
    /// - Throws: only for a strict request, before anything was recorded.
    package nonisolated func process(_ request: FrameRequest) async throws(StrictFailure) -> FrameAnswer {
        let arrival = ContinuousClock.now
        // Before the actor is entered: what one request brings along must not keep the others waiting.
        let frame = SightedFrame(request, view: vision.view(of: request), limits: limits)
        return try await process(request, frame: frame, arrival: arrival)
    }

    private func process(
        _ request: FrameRequest, frame: SightedFrame, arrival: ContinuousClock.Instant
    ) async throws(StrictFailure) -> FrameAnswer {
        picturesInFlight += 1
        defer { picturesInFlight -= 1 }
        let model = active
        var timings = StageTimings()
        var frame = frame
        let wanted = frame.rowsToEmbed(
            state.needsEmbedding(frame.sightings, camera: request.camera, at: log.time(for: request.eventTime)))
        if let reason = frame.view.reason {
            frame.apply(wanted.map { _ in .unavailable(reason) }, to: wanted)
        } else if !wanted.isEmpty {
            let sighted = frame
            let deadline = arrival + limits.deadline
            let wantsDesaturated = state.wantsDesaturated(at: log.time(for: request.eventTime))
            let grayBelow = wantsDesaturated ? state.policy.grayChromaTenths : nil
            let looks = await waitingRoom.withPlace(bytes: request.picture?.byteCount ?? 0) {
                await vision.looks(
                    of: wanted, in: sighted, model: model, grayBelow: grayBelow, deadline: deadline, timings: &timings)
            }
            frame.apply(looks ?? wanted.map { _ in .unavailable(.overloaded) }, to: wanted)
        }
        timings.decode = ContinuousClock.now - arrival - timings.embed
        if request.isStrict, let failure = frame.strictFailure { throw failure }

        let start = ContinuousClock.now
        let observation = FrameObservation(
            camera: request.camera, eventTime: request.eventTime, model: model.id, sightings: frame.sightings,
            seed: randomSeed(), idempotencyKey: request.idempotencyKey)
        let decisions = await decide(observation)
        timings.decide = ContinuousClock.now - start
        return frame.answer(decisions, policy: state.policy, model: model.id, timings: timings)
    }

    /// Of a crowd only the first few are reported one by one; whoever sends it should not fill the log as well.
    private static let reportedRows = 16

    private func report(_ decisions: [Decision], camera: Camera) {
        if decisions.count > Self.reportedRows {
            logger.info("and more", metadata: ["camera": "\(camera.name)", "rows": "\(decisions.count - Self.reportedRows)"])
        }
        for decision in decisions.prefix(Self.reportedRows) {
            // Thousandths, in whole numbers: a similarity is not a secret, and more digits say nothing.
            let similarity = decision.similarity.map { "\(Int(($0.value * 1000).rounded()))" } ?? "-"
            logger.info(
                "decision",
                metadata: [
                    "camera": "\(camera.name)", "person": "\(decision.personID)", "decision": "\(decision.kind.rawValue)",
                    "new": "\(decision.isNew)", "similarity ‰": "\(similarity)",
                    "reason": "\(decision.reasons.map(\.rawValue).joined(separator: ","))",
                ])
        }
    }
}
