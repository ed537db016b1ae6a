import Imaging
import Inference
import Recognition

/// The pixel side of the pipeline: decodes what the boxes need and computes embeddings, on the workers' threads only.
package struct Vision: Sendable {
    let decoder: PictureDecoder
    let workers: WorkerPool
    private let scratches = CropScratchPool()

    package init(decoder: PictureDecoder, workers: WorkerPool) {
        self.decoder = decoder
        self.workers = workers
    }

    /// Reads the picture's header: microseconds, and nothing of size is allocated, unless the header itself is of size.
    func view(of request: FrameRequest) -> PictureView {
        guard let picture = request.picture else { return .unusable(.noPicture) }
        do {
            return .picture(try decoder.header(of: picture))
        } catch {
            return .unusable(Reason(error))
        }
    }

    /// What each of `rows` looks like, in their order, or why that cannot be said. Never fails, and never takes
    /// longer than `deadline` and one crop more.
    /// - Parameter grayChromaTenths: crops with at least so much colour are also looked at without it; nil: none are.
    func looks(
        of rows: [Int], in frame: SightedFrame, model: LoadedModel, grayBelow grayChromaTenths: Int32?,
        deadline: ContinuousClock.Instant, timings: inout StageTimings
    ) async -> [Look] {
        let start: Start
        do {
            start = try await workers.run(before: deadline) {
                let crops = try decode(rows, in: frame, deadline: deadline)
                let decoded = ContinuousClock.now
                // Nobody else to look at: done by the thread that has the pixels in its cache, without another turn.
                guard rows.count == 1 else { return Start(crops: crops, decoded: decoded) }
                let only = look(at: rows[0], of: frame, in: crops, model: model, grayBelow: grayChromaTenths, deadline: deadline)
                return Start(crops: crops, decoded: decoded, only: only)
            }
        } catch {
            return rows.map { _ in .unavailable(Reason(failure: error)) }
        }
        defer { timings.embed = ContinuousClock.now - start.decoded }
        if let only = start.only { return [only] }

        return await withTaskGroup(of: (Int, Look).self) { group in
            for (position, row) in rows.enumerated() {
                group.addTask {
                    do {
                        let looked = try await workers.run(before: deadline) {
                            look(
                                at: row, of: frame, in: start.crops, model: model, grayBelow: grayChromaTenths,
                                deadline: deadline)
                        }
                        return (position, looked)
                    } catch {
                        return (position, .unavailable(Reason(failure: error)))
                    }
                }
            }
            var looks = [Look](repeating: .unavailable(.deadline), count: rows.count)
            for await (position, look) in group { looks[position] = look }
            return looks
        }
    }

    /// What the first turn on a worker gives.
    private struct Start: Sendable {
        var crops: PictureCrops
        var decoded: ContinuousClock.Instant
        /// Of the only row.
        var only: Look?
    }

    /// Blocking.
    private func decode(_ rows: [Int], in frame: SightedFrame, deadline: ContinuousClock.Instant) throws -> PictureCrops {
        guard case .picture(let header) = frame.view, let picture = frame.request.picture else { throw PictureError.unrecognised }
        return try decoder.crops(rows.compactMap { frame.rects[$0] }, from: picture.file(), header: header, deadline: deadline)
    }

    /// One crop, one thread: measured to be the quickest way on a CPU. Blocking.
    private func look(
        at row: Int, of frame: SightedFrame, in crops: PictureCrops, model: LoadedModel, grayBelow grayChromaTenths: Int32?,
        deadline: ContinuousClock.Instant
    ) -> Look {
        guard let rect = frame.rects[row] else { return .unusable(.outsidePicture) }
        guard let region = crops.region(rect) else {
            return .unavailable(Reason(failure: crops.damage ?? .truncated))
        }
        // Decoding may have taken all the time there was.
        guard ContinuousClock.now < deadline else { return .unavailable(.deadline) }
        var scratch = scratches.take()
        defer { scratches.give(back: scratch) }
        do {
            let quality = CropQuality.measure(region, scratch: &scratch)
            let embedding = try model.model.embed(region, scratch: &scratch)
            guard let grayChromaTenths, quality.chromaTenths >= grayChromaTenths,
                let gray = Region(whole: region.copied().desaturated)
            else { return .seen(embedding, quality, desaturated: nil) }
            let desaturated = try model.model.embed(gray, scratch: &scratch)
            return .seen(embedding, quality, desaturated: desaturated)
        } catch {
            return .unavailable(Reason(failure: error))
        }
    }
}
