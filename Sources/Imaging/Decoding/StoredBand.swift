/// Pixels of one rectangle of a picture, as they are stored, and how far down they can be trusted.
struct StoredBand {
    var pixels: [UInt8]
    /// Rows of the stored picture above this one are what the undamaged file gives.
    var intactRows: Int
    /// What is wrong with the rows from there on; nil when all rows asked for are good.
    var damage: PictureError?
}
