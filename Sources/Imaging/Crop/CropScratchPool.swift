import Synchronization

/// Lends scratch memory: as many pieces as were ever used at once, which is as many as there are workers.
package final class CropScratchPool: Sendable {
    private let free = Mutex<[CropScratch]>([])

    package init() {}

    package func take() -> CropScratch {
        free.withLock { $0.popLast() } ?? CropScratch()
    }

    package func give(back scratch: consuming CropScratch) {
        free.withLock { [scratch] in $0.append(scratch) }
    }
}
