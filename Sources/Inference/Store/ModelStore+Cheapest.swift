extension ModelStore {
    /// Of the models whose files are here the one that costs least; the embedded one when there is no other.
    ///
    /// The file's size stands for the price: these nets do with each weight about the same number of multiplications, and
    /// the two of less than 1 MB take a seventh of the time of those of 8 (`reid bench --models`). The embedded model is
    /// cheaper still, and recognises too poorly to be preferred for that.
    package var cheapest: ModelManifest? {
        let models = list().models
        let trained = models.filter { $0.state == .present && $0.manifest.purpose == .recognition }.map(\.manifest)
        return trained.min { ($0.file.size ?? .max, $0.name) < ($1.file.size ?? .max, $1.name) }
            ?? models.first { $0.state == .embedded }?.manifest
    }
}
