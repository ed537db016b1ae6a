/// Where the HTTP door is and what it lets through.
package struct HTTPConfiguration: Sendable {
    package var host: String
    /// 0 picks a free one.
    package var port: Int
    /// Asked of every request but `/health` and `/ready`; nil asks nobody, which only loopback may.
    package var token: String?
    package var maximumBodyBytes = 16 << 20
    /// Bodies of all requests together.
    package var maximumHeldBytes = 128 << 20
    package var maximumConnections = 256
    /// From the first byte of a request to its last.
    package var sendTimeout: Duration = .seconds(30)
    /// The converter's rows carry the embedding.
    package var includesEmbeddings = false

    package init(host: String, port: Int, token: String? = nil) {
        self.host = host
        self.port = port
        self.token = token
    }
}
