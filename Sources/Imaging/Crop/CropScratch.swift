/// Memory that working on crops needs, kept from one crop to the next. For one thread at a time.
package struct CropScratch: Sendable {
    var across = ResampleKernel()
    var down = ResampleKernel()
    /// Rows brought to their width that are still needed.
    var ring: [UInt8] = []
    /// One finished row.
    var row: [UInt8] = []
    /// A whole small picture in gray.
    var luminance: [Int32] = []

    package init() {}
}
