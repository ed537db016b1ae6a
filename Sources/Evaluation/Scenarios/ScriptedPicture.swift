/// One picture of a script: which people were before which camera, and which crops show them.
package struct ScriptedPicture: Sendable {
    package struct Row: Sendable {
        /// Of the data set.
        package var person: Int
        /// Into the script's crops.
        package var crop: Int
        /// The id the camera's tracker gives; nil when it gives none.
        package var track: String?
        /// Set where a face was recognized.
        package var name: String?
        /// Position in the picture, counted from the left.
        package var place: Int
    }

    /// Milliseconds since the script began.
    package var time: Int64
    package var camera: Int
    package var isGray: Bool
    package var rows: [Row]
}
