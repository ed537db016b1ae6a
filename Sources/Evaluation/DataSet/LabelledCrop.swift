import Recognition

/// One picture of one person, who is known, and how it looks to a model.
package struct LabelledCrop: Sendable {
    /// As the data set numbers them; 0 is nobody in particular.
    package var person: Int
    package var camera: Int
    /// Recordings are numbered; frames count anew in each. 0 when the names say nothing of it.
    package var sequence: Int
    /// The camera's own count of its pictures in the sequence; crops of one frame have the same.
    package var frame: Int
    /// Where the picture lies, for those who want to look at it.
    package var file: String
    package var embedding: Embedding
    /// Of the crop without its colours.
    package var desaturated: Embedding
    /// As the pipeline measures it.
    package var quality: Quality

    package init(
        person: Int, camera: Int, sequence: Int = 0, frame: Int, file: String, embedding: Embedding, desaturated: Embedding,
        quality: Quality
    ) {
        self.person = person
        self.camera = camera
        self.sequence = sequence
        self.frame = frame
        self.file = file
        self.embedding = embedding
        self.desaturated = desaturated
        self.quality = quality
    }
}
