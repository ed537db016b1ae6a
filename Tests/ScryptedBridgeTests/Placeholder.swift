import Testing
@testable import ScryptedBridge
