import ScryptedRPC

/// What a server says in the body of a refusal, fit to be shown: one line, without markup or control characters.
struct ServerWords {
    let text: String

    private static let maximumLength = 300

    init(_ body: [UInt8]) {
        if let error = (try? JSONValue(parsing: body))?["error"]?.string {
            text = Self.line(of: error)
            return
        }
        let body = String(decoding: body.prefix(64 << 10), as: UTF8.self)
        text = Self.line(of: body.contains("<html") ? Self.plain(body) : body)
    }

    /// The text of a page, its line breaks kept.
    private static func plain(_ page: String) -> String {
        let body = page.firstRange(of: "<body").map { page[$0.lowerBound...] } ?? page[...]
        var text = ""
        var isInTag = false
        for character in body {
            switch character {
            case "<":
                isInTag = true
                text += "\n"
            case ">" where isInTag: isInTag = false
            default: if !isInTag { text.append(character) }
            }
        }
        let entities = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    /// The first line that says something: behind it are traces of the server's own code.
    private static func line(of text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.split(whereSeparator: \.isWhitespace).map { word in
                String(word.unicodeScalars.filter { $0.properties.generalCategory != .control })
            }
            .joined(separator: " ")
        }
        let first = lines.first { !$0.isEmpty } ?? ""
        return first.count > maximumLength ? first.prefix(maximumLength) + "…" : first
    }
}
