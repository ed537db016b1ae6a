extension Region {
    /// The region, made smaller where its longer side exceeds `side` pixels; never enlarged. Its shape stays but for rounding.
    ///
    /// - Parameter side: less than 1 counts as 1.
    package func fitted(within side: Int) -> RGBImage {
        let longer = max(width, height), side = max(side, 1)
        guard longer > side else { return copied() }
        func fitted(_ length: Int) -> Int { max(1, (length * side + longer / 2) / longer) }
        return resized(width: fitted(width), height: fitted(height), filter: .antialiasedBilinear)
    }
}
