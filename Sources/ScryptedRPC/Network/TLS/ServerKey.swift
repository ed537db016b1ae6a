import Crypto
import Foundation
import NIOSSL

/// The fingerprint of a server's public key: it stays the same when the server renews its certificate with that key.
package struct ServerKey: Sendable, Hashable, CustomStringConvertible {
    /// `sha256/` and the base64 of the hash of the certificate's SubjectPublicKeyInfo.
    package let description: String

    /// - Throws: `NIOSSLError` when the certificate holds no key that can be read.
    init(of certificate: NIOSSLCertificate) throws {
        let hash = SHA256.hash(data: try certificate.extractPublicKey().toSPKIBytes())
        description = "sha256/" + Data(hash).base64EncodedString()
    }

    /// Nil when the text is not of the form of `description`.
    package init?(_ text: String) {
        let digits = text.utf8.dropFirst(7)
        let isBase64 = digits.dropLast().allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"): true
            default: false
            }
        }
        // 32 bytes are 43 digits and a filler.
        guard text.hasPrefix("sha256/"), digits.count == 44, digits.last == UInt8(ascii: "="), isBase64 else { return nil }
        description = text
    }
}

extension ServerKey: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let key = ServerKey(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a server's key begins with sha256/")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
