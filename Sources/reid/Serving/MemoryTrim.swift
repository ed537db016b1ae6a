import CMemory
import ServiceLifecycle

/// Gives freed memory back to the system now and then: after a storm of large requests glibc would keep a hundred
/// megabytes of it for good.
struct MemoryTrim: Service {
    private static let pause: Duration = .seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.pause)) != nil { reid_memory_trim() }
        }
    }
}
