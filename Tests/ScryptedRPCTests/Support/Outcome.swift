@testable import ScryptedRPC

/// What a call gives or throws, as a value: for an `async let` that is looked at later.
func outcome(_ call: () async throws -> RPCValue) async -> Result<RPCValue, any Error> {
    do { return .success(try await call()) } catch { return .failure(error) }
}
