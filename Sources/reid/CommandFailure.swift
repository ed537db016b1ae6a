/// Why a command ends without having done its work: one sentence and an exit code of sysexits.h.
struct CommandFailure: Error {
    static let usage: Int32 = 64
    static let unavailable: Int32 = 69
    static let internalError: Int32 = 70

    var code: Int32
    var sentence: String

    static func usage(_ sentence: String) -> CommandFailure { CommandFailure(code: usage, sentence: sentence) }
    static func unavailable(_ sentence: String) -> CommandFailure { CommandFailure(code: unavailable, sentence: sentence) }
    static func internalError(_ sentence: String) -> CommandFailure { CommandFailure(code: internalError, sentence: sentence) }
}
