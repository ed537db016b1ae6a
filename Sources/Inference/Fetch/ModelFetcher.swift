import Foundation
import NIOPosix

/// Downloads a model into the store: resumable, bounded, checked before it gets its name.
package struct ModelFetcher: Sendable {
    package struct Settings: Sendable, Hashable {
        package var connectTimeout: Duration = .seconds(15)
        /// How long the server may be silent, before its answer and in the middle of it.
        package var idleTimeout: Duration = .seconds(30)
        package var totalTimeout: Duration = .seconds(1_800)
        package var maximumSize = ModelManifest.maximumFileSize
        package var maximumRedirects = 5
        /// After an interrupted transfer it continues where it stopped, so many times in all.
        package var attempts = 4
        package var pauseBetweenAttempts: Duration = .seconds(2)

        package init() {}
    }

    package struct Progress: Sendable, Hashable {
        package var received: Int
        /// Nil while the server has not said.
        package var total: Int?
    }

    let store: ModelStore
    let settings: Settings
    let proxies: ProxySettings

    package init(
        store: ModelStore, settings: Settings = Settings(),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.store = store
        self.settings = settings
        proxies = ProxySettings(environment: environment)
    }

    /// Fetches a model's file unless it is there already, and checks it.
    /// - Parameter progress: called often, on no particular thread.
    /// - Returns: where the file lies.
    /// - Throws: `FetchError`; `ModelError` when what came is not what it should be; `CancellationError`.
    @discardableResult
    package func fetch(
        _ manifest: ModelManifest, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> String {
        let target = store.path(of: manifest)
        guard manifest.file.embedded != true, let address = manifest.file.url else {
            throw FetchError.noAddress(model: manifest.name)
        }
        if try await onDisk({ isComplete(manifest, at: target) }) { return target }
        let clock = ContinuousClock()
        let deadline = clock.now + settings.totalTimeout
        let part = try await onDisk { try PartialFile.prepared(for: target) }
        for attempt in 1... {
            do {
                let transfer = ModelTransfer(
                    address: address, part: part, manifest: manifest, settings: settings, proxies: proxies,
                    deadline: deadline, progress: progress)
                try await transfer.run()
                break
            } catch let error as FetchError {
                guard case .interrupted = error, attempt < settings.attempts else { throw error }
                try await clock.sleep(for: settings.pauseBetweenAttempts)
            }
        }
        try await onDisk { try finish(manifest, part: part, target: target) }
        return target
    }

    private func isComplete(_ manifest: ModelManifest, at target: String) -> Bool {
        guard FileManager.default.fileExists(atPath: target) else { return false }
        // A file that is not what it should be is replaced, for that is what was asked for.
        return (try? store.verify(manifest)) != nil
    }

    private func finish(_ manifest: ModelManifest, part: PartialFile, target: String) throws {
        let hash = try FileHash(of: part.path)
        do {
            try manifest.file.check(hash, path: target, pin: ModelPin(besideFileAt: target))
        } catch {
            // Continuing from wrong bytes would only end here again.
            part.remove()
            throw error
        }
        if manifest.file.sha256 == nil {
            do {
                try ModelPin(hash).write(besideFileAt: target)
            } catch {
                throw FetchError.unwritable(path: target + ModelPin.suffix, reason: error.localizedDescription)
            }
        }
        try part.become(target)
    }
}

/// Disks block, so they are left to the threads that NIO keeps for them.
func onDisk<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await NIOThreadPool.singleton.runIfActive(body)
}
