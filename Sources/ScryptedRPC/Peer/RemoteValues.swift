/// What an async iterator of the peer's gives. It ends when the peer says so; leaving off earlier, by whatever way, tells the
/// peer to end it.
package struct RemoteValues: AsyncSequence, Sendable {
    package typealias Element = RPCValue

    let proxy: RemoteProxy
    let timeout: Duration

    package func makeAsyncIterator() -> Iterator { Iterator(proxy: proxy, timeout: timeout) }

    package final class Iterator: AsyncIteratorProtocol {
        private let proxy: RemoteProxy
        private let timeout: Duration
        private var hasEnded = false

        fileprivate init(proxy: RemoteProxy, timeout: Duration) {
            self.proxy = proxy
            self.timeout = timeout
        }

        deinit { cancel() }

        /// - Throws: as `RemoteProxy.call`; nothing follows then.
        package func next() async throws -> RPCValue? {
            guard !hasEnded else { return nil }
            do {
                return try await proxy.call(method("next"), timeout: timeout)
            } catch let error as RPCRemoteError {
                hasEnded = true
                if error.name == WireKey.stopAsyncIteration { return nil }
                throw error
            } catch {
                cancel()
                throw error
            }
        }

        private func cancel() {
            guard !hasEnded else { return }
            hasEnded = true
            proxy.send(method("return"))
        }

        /// Python's iterators name their methods differently.
        private func method(_ name: String) -> String {
            proxy.signature.properties[WireKey.asyncIterator]?[name]?.string ?? name
        }
    }
}
