extension ModelManifest {
    /// What is assumed of a file that nobody describes: the usual pre-processing of person recognition (128 × 256, RGB,
    /// ImageNet's mean and deviation), wherever the graph itself does not say otherwise.
    /// - Parameters:
    ///   - dimension: what the graph gave when it ran.
    /// - Returns: nil when the graph's picture size is out of range.
    init?(guessedFor file: String, hash: FileHash, input: ModelPort, dimension: Int) {
        guard input.shape.count == 4 else { return nil }
        let isPlanar = input.shape[1] == 3
        let (height, width) = isPlanar ? (input.shape[2], input.shape[3]) : (input.shape[1], input.shape[2])
        let fileName = file.split(separator: "/").last.map(String.init) ?? "model.onnx"
        let stem = fileName.hasSuffix(".onnx") ? String(fileName.dropLast(5)) : fileName
        let letters = stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        let name = String(letters.drop { $0 == "." }.prefix(64))
        self.init(
            schema: Self.currentSchema, name: name.isEmpty ? "model" : name, version: String(hash.sha256.prefix(12)),
            summary: nil, purpose: .recognition,
            file: File(name: "model.onnx", size: hash.size, sha256: hash.sha256),
            input: Input(
                name: input.name, layout: isPlanar ? .nchw : .nhwc, width: width > 0 ? width : 128,
                height: height > 0 ? height : 256, colorOrder: .rgb, scale: 1 / 255, mean: [0.485, 0.456, 0.406],
                std: [0.229, 0.224, 0.225], resize: .antialiasedBilinear),
            output: Output(name: ModelPorts.automatic, dimension: dimension, unitLength: false),
            thresholds: Thresholds(threshold: Thresholds.unmeasuredThreshold, slope: Thresholds.unmeasured.a), licence: "unknown",
            provenance: "unknown", golden: nil)
        do {
            try validate()
        } catch {
            return nil
        }
    }
}
