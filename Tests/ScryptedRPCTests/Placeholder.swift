import Testing
@testable import ScryptedRPC
