import NIOHTTP1

extension HTTPHeaders {
    /// What proves that two answers are the same bytes: a strong entity tag, or the modification time.
    var strongValidator: String? {
        if let tag = first(name: "ETag") { return tag.hasPrefix("W/") ? nil : tag }
        return first(name: "Last-Modified")
    }
}
