import Foundation
import Recognition
import TestSupport
import Testing
@testable import Evaluation
@Suite struct TmpTests {
    @Test func html() throws {
        let folder = try TemporaryFolder()
        try Data(HTMLReport(.sample(crops: DrawnCrop.files(10, in: folder))).html.utf8).write(to: URL(fileURLWithPath: "/tmp/h/report/tmp/sample.html"))
        print(TerminalReport(.sample(crops: ["a", "b"])).text)
    }
}
