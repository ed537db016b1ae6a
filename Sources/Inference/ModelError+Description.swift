extension ModelError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .manifestUnreadable(let reason):
            "The manifest cannot be read: \(reason)."
        case .manifestField(let field, let problem):
            "The manifest's \(field) \(problem)."
        case .unknownModel(let name, let known):
            "There is no model named \(name), and no such file. Known: \(known.joined(separator: ", "))."
        case .fileMissing(let name, let path, let fetchable):
            fetchable
                ? "The model \(name) is not here yet: run 'reid model fetch \(name)', or put its file at \(path)."
                : "The model \(name) is not here: put its file at \(path)."
        case .fileUnreadable(let path, let reason):
            "\(path) cannot be read: \(reason)."
        case .wrongSize(let path, let have, let need):
            "\(path) has \(have) bytes instead of \(need)."
        case .wrongHash(let path, let have, let need):
            "\(path) is not the file it should be: its hash is \(have) instead of \(need)."
        case .tooLarge(let path, let have, let limit):
            "\(path) has \(have) bytes; more than \(limit) are not taken."
        case .wrongDimension(let have, let need):
            "The model gave \(have) numbers instead of \(need)."
        case .notFinite:
            "The model gave numbers that are not finite, or nothing but zeros."
        case .notUnitLength(let have):
            "The embedding has length \(have) after normalisation instead of 1."
        case .unsteady(let similarity):
            "The model gave two answers for one picture: similarity \(similarity.rounded(toPlaces: 5)) instead of 1."
        case .collapsed(let similarity, let limit):
            "The model cannot tell two unlike pictures apart: similarity \(similarity.rounded(toPlaces: 3)), "
                + "\(limit) is the limit. Its manifest may be wrong, or its weights untrained."
        case .notGolden(let component, let have, let need):
            "The model's answer to the test picture is wrong: number \(component) is \(have) instead of \(need)."
        }
    }
}

extension Double {
    /// For sentences only.
    fileprivate func rounded(toPlaces places: Int) -> Double {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
