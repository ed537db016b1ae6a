/// What `reid doctor` found out about one thing.
struct Finding {
    var subject: String
    var isProblem: Bool
    var sentence: String
    /// What to do; nil when there is nothing to do.
    var remedy: String?

    static func good(_ subject: String, _ sentence: String, remedy: String? = nil) -> Finding {
        Finding(subject: subject, isProblem: false, sentence: sentence, remedy: remedy)
    }

    static func bad(_ subject: String, _ sentence: String, remedy: String) -> Finding {
        Finding(subject: subject, isProblem: true, sentence: sentence, remedy: remedy)
    }
}
