import Digest

/// The kinds of aws-chunked bodies, as `x-amz-content-sha256` spells them.
package enum StreamingPayload: String, Hashable, Sendable {
  /// Each chunk carries a signature.
  case signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
  /// Each chunk carries a signature; a signed checksum follows the last.
  case signedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
  /// No signatures; a checksum follows the last chunk. Over TLS only.
  case unsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"

  package var isSigned: Bool { self != .unsignedWithTrailer }
  package var hasTrailer: Bool { self != .signed }
}

/// Signs the chunks of a body, each signature on top of the last.
///
/// Source: Amazon S3 API Reference, "Signature calculations for the Authorization header: transferring payload in
/// multiple chunks".
package struct ChunkSigner: Sendable {
  private let key: [UInt8]
  private let time: String
  private let scope: String
  private var previous: String

  /// - Parameter previous: the signature of the request's head.
  init(key: [UInt8], time: String, scope: String, previous: String) {
    self.key = key
    self.time = time
    self.scope = scope
    self.previous = previous
  }

  /// The signature of the next chunk; the last chunk is empty.
  package mutating func signature(of chunk: [UInt8]) -> String {
    let digest = Hexadecimal.encode(SHA256.digest(of: chunk))
    return sign("AWS4-HMAC-SHA256-PAYLOAD", [SHA256.hexadecimal(of: ""), digest])
  }

  /// The signature of the trailer, which has one field.
  package mutating func signature(ofTrailer name: String, _ value: String) -> String {
    sign("AWS4-HMAC-SHA256-TRAILER", [SHA256.hexadecimal(of: "\(name):\(value)\n")])
  }

  private mutating func sign(_ kind: String, _ digests: [String]) -> String {
    let text = ([kind, time, scope, previous] + digests).joined(separator: "\n")
    previous = Hexadecimal.encode(HMAC.sha256(key: key, text))
    return previous
  }
}
