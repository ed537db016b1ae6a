import Foundation
import Recognition

extension ModelManifest {
    /// Pixels; far above any recognition model, and what bounds a tensor to 12 MB.
    package static let maximumSide = 1_024
    /// Bytes; what a download or a hash may cost at most.
    package static let maximumFileSize = 512 << 20

    /// - Throws: `manifestField` for the first impossible value.
    func validate() throws(ModelError) {
        try require(schema == Self.currentSchema, "schema", "must be \(Self.currentSchema)")
        try require(
            name.utf8.count <= 64 && !name.hasPrefix(".") && Self.isWord(name, extra: "._-"), "name",
            "must be 1 to 64 of a-z 0-9 . _ - and not begin with a dot")
        try require(
            version.utf8.count <= 32 && Self.isWord(version, extra: "._-"), "version", "must be 1 to 32 of a-z 0-9 . _ -")
        for (field, text) in [("summary", summary ?? ""), ("licence", licence), ("provenance", provenance)] {
            try require(text.utf8.count <= 1_000, field, "must have at most 1000 bytes")
        }
        try validateFile()
        try validateInput()
        try require(
            (1...Embedding.maximumDimension).contains(output.dimension), "output.dimension",
            "must be from 1 to \(Embedding.maximumDimension)")
        try require(Self.isPortName(output.name), "output.name", "must have 1 to 256 bytes")
        try validateThresholds()
        if let golden {
            try require(
                (1...output.dimension).contains(golden.values.count), "golden.values",
                "must have from 1 to \(output.dimension) numbers")
            try require(golden.values.allSatisfy { abs($0) <= 1 }, "golden.values", "must be within -1 and 1")
            try require(
                golden.tolerance > 0 && golden.tolerance <= 0.1, "golden.tolerance", "must be above 0 and at most 0.1")
        }
    }

    private func validateFile() throws(ModelError) {
        // It becomes part of a path, and nothing may lead out of the folder.
        let plain =
            !file.name.isEmpty && file.name.utf8.count <= 200 && !file.name.hasPrefix(".")
            && file.name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") && $0 < 0x7F }
        try require(plain, "file.name", "must be a plain file name without folders")
        if let url = file.url {
            let parsed = URLComponents(string: url)
            let local = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(parsed?.host ?? "")
            try require(
                url.utf8.count <= 2_000 && parsed?.host?.isEmpty == false
                    && (parsed?.scheme == "https" || (parsed?.scheme == "http" && local)),
                "file.url", "must be an https address")
        }
        if let size = file.size {
            try require(
                (1...Self.maximumFileSize).contains(size), "file.size", "must be from 1 to \(Self.maximumFileSize)")
        }
        if let sha256 = file.sha256 {
            try require(Self.isHex(sha256, count: 64), "file.sha256", "must be 64 lower-case hex digits")
        }
        if let gitBlob = file.gitBlob {
            try require(Self.isHex(gitBlob, count: 40), "file.gitBlob", "must be 40 lower-case hex digits")
        }
    }

    private func validateInput() throws(ModelError) {
        try require(Self.isPortName(input.name), "input.name", "must have 1 to 256 bytes")
        for (field, side) in [("input.width", input.width), ("input.height", input.height)] {
            try require((8...Self.maximumSide).contains(side), field, "must be from 8 to \(Self.maximumSide)")
        }
        try require(input.scale > 0 && input.scale <= 1, "input.scale", "must be above 0 and at most 1")
        try require(
            input.mean.count == 3 && input.mean.allSatisfy { abs($0) <= 255 }, "input.mean",
            "must be three numbers within -255 and 255")
        try require(
            input.std.count == 3 && input.std.allSatisfy { $0 >= 1e-6 && $0 <= 255 }, "input.std",
            "must be three numbers above 0 and at most 255")
    }

    private func validateThresholds() throws(ModelError) {
        try require(
            (thresholds.threshold == nil) != (thresholds.raw == nil), "thresholds",
            "must have either threshold or raw, not both")
        if let threshold = thresholds.threshold {
            try require((-1...1).contains(threshold), "thresholds.threshold", "must be within -1 and 1")
        }
        if let slope = thresholds.slope {
            try require((1...200).contains(slope), "thresholds.slope", "must be from 1 to 200")
        }
        for (field, pair) in [("thresholds.raw", thresholds.raw), ("thresholds.calibrated", thresholds.calibrated)] {
            guard let pair else { continue }
            try require((1...200).contains(pair.a), field + ".a", "must be from 1 to 200")
            try require((-1...1).contains(pair.b), field + ".b", "must be within -1 and 1")
        }
        let floors = thresholds.floors
        for (field, cosine) in [
            ("floors.raw", floors?.raw), ("floors.centered", floors?.centered), ("floors.gray", floors?.gray),
            ("strict", thresholds.strict),
        ] {
            guard let cosine else { continue }
            try require((-1...1).contains(cosine), "thresholds.\(field)", "must be within -1 and 1")
        }
    }

    private func require(_ holds: Bool, _ field: String, _ problem: String) throws(ModelError) {
        if !holds { throw .manifestField(field, problem: problem) }
    }

    private static func isWord(_ text: String, extra: String) -> Bool {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789".utf8).union(extra.utf8)
        return !text.isEmpty && text.utf8.allSatisfy(allowed.contains)
    }

    private static func isHex(_ text: String, count: Int) -> Bool {
        let digits = Set("0123456789abcdef".utf8)
        return text.utf8.count == count && text.utf8.allSatisfy(digits.contains)
    }

    private static func isPortName(_ text: String) -> Bool {
        // A zero byte would end the name early on the other side of the C interface.
        (1...256).contains(text.utf8.count) && !text.utf8.contains(0)
    }
}
