/// What a server answered, and who it was.
package struct HTTPSAnswer: Sendable {
    package var status: Int
    package var body: [UInt8]
    package var key: ServerKey
}
