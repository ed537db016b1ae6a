import Testing
@testable import ScryptedPlugin
