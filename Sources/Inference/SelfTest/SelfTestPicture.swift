/// The pictures of the self-test: two unlike figures, drawn with whole numbers only, so that every machine and the
/// Python script draw the same bytes. Drawn in the input's size, so that no resizing takes part.
package enum SelfTestPicture: String, Codable, Sendable, Hashable, CaseIterable {
    /// Red checked jacket, dark trousers, bright green ground.
    case redJacket = "red-jacket"
    /// White jersey with blue hoops, khaki trousers, dark brown ground.
    case blueHoops = "blue-hoops"
}
