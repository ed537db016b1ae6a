import Recognition

/// One picture of one person, who is known, and how it looks to a model.
package struct LabelledCrop: Sendable {
    /// As the data set numbers them; 0 is nobody in particular.
    package var person: Int
    package var camera: Int
    /// The camera's own count of its pictures; crops of one frame have the same.
    package var frame: Int
    /// Where the picture lies, for those who want to look at it.
    package var file: String
    package var embedding: Embedding
    /// Of the crop without its colours.
    package var desaturated: Embedding
    /// As the pipeline measures it.
    package var quality: Quality

    package init(
        person: Int, camera: Int, frame: Int, file: String, embedding: Embedding, desaturated: Embedding, quality: Quality
    ) {
        self.person = person
        self.camera = camera
        self.frame = frame
        self.file = file
        self.embedding = embedding
        self.desaturated = desaturated
        self.quality = quality
    }
}
