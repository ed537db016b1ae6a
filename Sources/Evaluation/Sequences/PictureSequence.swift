import Recognition

/// Pictures in order of time in which it is known who is where.
package struct PictureSequence: Sendable, Hashable {
    package struct Person: Sendable, Hashable {
        /// As the data set numbers them.
        package var id: Int
        package var box: BoundingBox

        package init(id: Int, box: BoundingBox) {
            self.id = id
            self.box = box
        }
    }

    package struct Picture: Sendable, Hashable {
        /// The path of a JPEG, PNG or WebP file.
        package var file: String
        package var camera: Camera
        package var time: Timestamp
        package var people: [Person]

        package init(file: String, camera: Camera, time: Timestamp, people: [Person]) {
            self.file = file
            self.camera = camera
            self.time = time
            self.people = people
        }
    }

    package var name: String
    /// By ascending time.
    package var pictures: [Picture]

    package init(name: String, pictures: [Picture]) {
        self.name = name
        self.pictures = pictures
    }

    /// When sequences that know no date begin: a day like any other.
    static let start = Timestamp(milliseconds: 1_758_250_000_000)
}
