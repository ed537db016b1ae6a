import Foundation
import Imaging
import Recognition
import Testing

@testable import Inference

/// Skipped: needs the shared models and pictures.
@Suite(
    "Rank-1 on Market-1501's development part", .serialized,
    .enabled(if: SharedMaterial.hasMarket, "skipped: needs the shared models and Market crops"))
struct RankOneTests {
    /// Measured with Python (bilinear resize, the same protocol).
    @Test(
        "is what Python measured, within one in a hundred",
        arguments: [("osnet-x1.0-msmt17", 0.710), ("person-reid-retail-0277", 0.975)])
    func rankOne(name: String, expected: Double) async throws {
        let home = try TemporaryFolder()
        let loaded = try ModelLoader(store: ModelStore(home: home.path)).load(SharedMaterial.model(name))
        let pool = WorkerPool(workers: 2)
        let result: Result<Double, any Error>
        do {
            let queries = try await Self.embeddings(of: MarketCrops.folder("query"), by: loaded, on: pool)
            let gallery = try await Self.embeddings(of: MarketCrops.folder("bounding_box_test"), by: loaded, on: pool)
            result = .success(Self.rankOne(queries, in: gallery))
        } catch {
            result = .failure(error)
        }
        try await pool.shutdown()
        let rate = try result.get()
        print("\(name): rank-1 \(rate), expected \(expected)")
        #expect(abs(rate - expected) <= 0.01)
    }

    private typealias Embedded = (crop: MarketCrop, embedding: Embedding)

    private static func embeddings(
        of crops: [MarketCrop], by loaded: LoadedModel, on pool: WorkerPool
    ) async throws -> [Embedded] {
        try await withThrowingTaskGroup(of: Embedded.self) { group in
            for crop in crops {
                group.addTask {
                    try await pool.run {
                        (crop, try loaded.model.embed(crop.region()))
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// The usual protocol: a query's own person on its own camera and junk do not count at all; distractors are wrong.
    private static func rankOne(_ queries: [Embedded], in gallery: [Embedded]) -> Double {
        var asked = 0, right = 0
        for query in queries {
            let others = gallery.filter {
                $0.crop.person != -1 && !($0.crop.person == query.crop.person && $0.crop.camera == query.crop.camera)
            }
            guard others.contains(where: { $0.crop.person == query.crop.person }) else { continue }
            asked += 1
            let best = others.max {
                $0.embedding.similarity(to: query.embedding) < $1.embedding.similarity(to: query.embedding)
            }
            if best?.crop.person == query.crop.person { right += 1 }
        }
        return asked == 0 ? 0 : Double(right) / Double(asked)
    }
}
