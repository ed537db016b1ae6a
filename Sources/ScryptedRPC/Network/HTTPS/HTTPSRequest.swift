/// One request to a server.
package struct HTTPSRequest: Sendable {
    package var method: String
    /// With its query, encoded as it goes over the wire.
    package var path: String
    /// Besides `Host`, `Content-Length` and `Connection`, which come by themselves.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(_ method: String, _ path: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }
}
