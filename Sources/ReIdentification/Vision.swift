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

    /// Reads the picture's header: microseconds, and nothing of size is allocated.
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
        let crops: PictureCrops
        do {
            crops = try await decode(rows, in: frame, deadline: deadline)
        } catch {
            return rows.map { _ in .unavailable(Reason(failure: error)) }
        }
        let decoded = ContinuousClock.now
        defer { timings.embed = ContinuousClock.now - decoded }

        return await withTaskGroup(of: (Int, Look).self) { group in
            for (position, row) in rows.enumerated() {
                group.addTask {
                    guard let rect = frame.rects[row] else { return (position, .unusable(.outsidePicture)) }
                    guard let region = crops.region(rect) else {
                        return (position, .unavailable(Reason(failure: crops.damage ?? .truncated)))
                    }
                    return (position, await look(at: region, model: model, grayBelow: grayChromaTenths, deadline: deadline))
                }
            }
            var looks = [Look](repeating: .unavailable(.deadline), count: rows.count)
            for await (position, look) in group { looks[position] = look }
            return looks
        }
    }

    private func decode(_ rows: [Int], in frame: SightedFrame, deadline: ContinuousClock.Instant) async throws -> PictureCrops {
        guard case .picture(let header) = frame.view, let picture = frame.request.picture else { throw PictureError.unrecognised }
        let rects = rows.compactMap { frame.rects[$0] }
        return try await workers.run(before: deadline) {
            try decoder.crops(rects, from: picture, header: header, deadline: deadline)
        }
    }

    /// One crop, one task on one worker: measured to be the quickest way on a CPU.
    private func look(
        at region: Region, model: LoadedModel, grayBelow grayChromaTenths: Int32?, deadline: ContinuousClock.Instant
    ) async -> Look {
        do {
            return try await workers.run(before: deadline) {
                var scratch = scratches.take()
                defer { scratches.give(back: scratch) }
                let quality = CropQuality.measure(region, scratch: &scratch)
                let embedding = try model.model.embed(region, scratch: &scratch)
                guard let grayChromaTenths, quality.chromaTenths >= grayChromaTenths,
                    let gray = Region(whole: region.copied().desaturated)
                else { return .seen(embedding, quality, desaturated: nil) }
                let desaturated = try model.model.embed(gray, scratch: &scratch)
                return .seen(embedding, quality, desaturated: desaturated)
            }
        } catch {
            return .unavailable(Reason(failure: error))
        }
    }
}
