/// The camera a picture came from: `deviceId` on the wire identifies it, `deviceName` is what people call it.
package struct Camera: Sendable, Hashable, Codable {
    package var id: String
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
