/// One picture of a simulated day: who was before which camera, and which crops show it.
package struct ScriptedPicture: Sendable {
    package struct Row: Sendable {
        /// Of the data set.
        package var person: Int
        /// Into the day's crops.
        package var crop: Int
        package var track: String
        /// Set where a recogniser knew the face.
        package var name: String?
        /// Where in the picture they stand, from the left.
        package var place: Int
    }

    /// Milliseconds since the day began.
    package var time: Int64
    package var camera: Int
    package var isGray: Bool
    package var rows: [Row]
}
