import Foundation

/// Questions on the terminal. They go to standard error; standard output is for what a command was asked for.
enum Prompt {
    /// Asks for a line; where standard input is no terminal, just reads it.
    static func line(_ question: String) throws -> String {
        if isTerminal { ask(question) }
        guard let answer = readLine(), !answer.isEmpty else { throw missing(question) }
        return answer
    }

    /// The same without showing what is typed.
    static func secret(_ question: String) throws -> String {
        guard isTerminal else { return try line(question) }
        ask(question)
        let answer = try withoutEcho { typedLine() }
        FileHandle.standardError.write(Data("\n".utf8))
        guard let answer, !answer.isEmpty else { throw missing(question) }
        return answer
    }

    private static var isTerminal: Bool { isatty(STDIN_FILENO) != 0 }

    private static func ask(_ question: String) {
        FileHandle.standardError.write(Data("\(question): ".utf8))
    }

    private static func missing(_ question: String) -> CommandFailure {
        .usage("\(question): nothing was given.")
    }

    /// The terminal is back as it was whatever happens, so keys that would end the program come as bytes meanwhile.
    private static func withoutEcho<Value>(_ body: () -> Value) throws -> Value {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else {
            throw CommandFailure.unavailable("The terminal cannot hide a password.")
        }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else {
            throw CommandFailure.unavailable("The terminal cannot hide a password.")
        }
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
        return body()
    }

    /// Reads up to Enter; nil after Ctrl-C, Ctrl-D or the terminal's end.
    private static func typedLine() -> String? {
        var characters: [Character] = []
        var bytes: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
            switch byte {
            case 0x0A, 0x0D: return String(characters) + String(decoding: bytes, as: UTF8.self)
            case 0x03, 0x04: return nil
            case 0x08, 0x7F: _ = characters.popLast()
            default:
                // A character may be several bytes, of which Backspace takes all.
                bytes.append(byte)
                if let text = String(validating: bytes, as: UTF8.self) {
                    characters += text
                    bytes = []
                }
            }
        }
    }
}
