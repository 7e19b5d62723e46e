import Digest
import Synchronization

/// What a signature is good for: one day, region and service.
struct SigningScope {
  /// `20261120T232133Z`.
  let time: String
  /// `20261120/us-east-1/s3/aws4_request`.
  let text: String

  init(region: String, service: String, at time: UnixTime) {
    self.time = time.basic
    text = "\(self.time.prefix(8))/\(region)/\(service)/aws4_request"
  }
}

/// Keeps the keys that signatures are made with: one is good for all requests of a day to one service, and deriving it
/// costs more than a signature. Printing it shows none.
package final class SigningKeys: Sendable, CustomReflectable {
  private struct Key {
    let credentials: AWSCredentials
    let bytes: [UInt8]
  }

  /// By the text of their scope.
  private let known = Mutex<[String: Key]>([:])

  /// Scopes that are kept; those of yesterday are of no use.
  private static let limit = 32

  package init() {}

  package var customMirror: Mirror { Mirror(self, children: []) }

  func key(of credentials: AWSCredentials, in scope: SigningScope) -> [UInt8] {
    known.withLock { known in
      if let key = known[scope.text], key.credentials == credentials { return key.bytes }
      if known.count >= Self.limit { known = [:] }
      let bytes = Self.derive(credentials, scope)
      known[scope.text] = Key(credentials: credentials, bytes: bytes)
      return bytes
    }
  }

  private static func derive(_ credentials: AWSCredentials, _ scope: SigningScope) -> [UInt8] {
    let secret = Array(("AWS4" + credentials.secretAccessKey).utf8)
    return scope.text.split(separator: "/", omittingEmptySubsequences: false)
      .reduce(secret) { key, part in HMAC.sha256(key: key, String(part)) }
  }
}
