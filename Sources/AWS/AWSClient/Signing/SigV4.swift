import Digest

/// Signs requests with AWS Signature Version 4.
///
/// A pure function of its arguments: the caller says what time it is.
/// Source: "AWS Signature Version 4 for API requests", IAM User Guide.
package struct SigV4: Sendable {
  package let credentials: AWSCredentials
  package let region: String
  /// The service's signing name: `s3`, `batch`.
  package let service: String
  private let keys: SigningKeys

  /// - Parameter keys: keeps the keys that were derived before.
  package init(credentials: AWSCredentials, region: String, service: String, keys: SigningKeys = SigningKeys()) {
    self.credentials = credentials
    self.region = region
    self.service = service
    self.keys = keys
  }

  /// What the signature says about the body.
  package enum Payload: Hashable, Sendable {
    /// The body's SHA-256 in hexadecimal.
    case sha256(String)
    /// Nothing: TLS vouches for it.
    case unsigned
    /// An aws-chunked body, whose chunks carry signatures or whose trailer carries a checksum.
    case streaming(StreamingPayload)

    /// The SHA-256 of no bytes.
    package static let empty = Payload.sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

    package static func of(_ bytes: [UInt8]) -> Payload {
      bytes.isEmpty ? empty : .sha256(Hexadecimal.encode(SHA256.digest(of: bytes)))
    }

    /// The value of `x-amz-content-sha256`.
    package var field: String {
      switch self {
      case .sha256(let digest): digest
      case .unsigned: "UNSIGNED-PAYLOAD"
      case .streaming(let payload): payload.rawValue
      }
    }
  }

  /// Adds the fields of a signature, `Authorization` last.
  ///
  /// Every field that the request has by now is signed, but those that proxies change. `x-amz-content-sha256` is added
  /// for S3 only; other services take the body's digest as given.
  /// - Returns: what the signatures of an aws-chunked body go on from.
  @discardableResult
  package func sign(_ request: inout HTTPRequest, payload: Payload, at time: UnixTime) -> ChunkSigner {
    request.fields["Authorization"] = nil
    let scope = SigningScope(region: region, service: service, at: time)
    request.fields["x-amz-date"] = scope.time
    request.fields["x-amz-security-token"] = credentials.sessionToken
    if signsLikeS3 { request.fields["x-amz-content-sha256"] = payload.field }
    let canonical = CanonicalRequest(request, payload: payload.field, encodesPathAgain: !signsLikeS3)
    let key = keys.key(of: credentials, in: scope)
    let signature = Self.signature(of: canonical, key, scope)
    request.fields["Authorization"] =
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope.text), "
      + "SignedHeaders=\(canonical.signedNames), Signature=\(signature)"
    return ChunkSigner(key: key, time: scope.time, scope: scope.text, previous: signature)
  }

  /// Signs the chunks that follow a head.
  func chunkSigner(after signature: String, at time: UnixTime) -> ChunkSigner {
    let scope = SigningScope(region: region, service: service, at: time)
    return ChunkSigner(
      key: keys.key(of: credentials, in: scope), time: scope.time, scope: scope.text, previous: signature)
  }

  /// A URL that anybody may use for `seconds`, at most 604,800. S3's bodies are not signed.
  /// - Parameter fields: headers that whoever uses the URL has to send as they are here.
  package func presign(
    method: String, url: HTTPURL, fields: HTTPFields = HTTPFields(), expiresIn seconds: Int, at time: UnixTime
  ) -> HTTPURL {
    var request = HTTPRequest(method: method, url: url, fields: fields)
    let names = CanonicalRequest.signedNames(of: request)
    let scope = SigningScope(region: region, service: service, at: time)
    request.url.query += [
      .init("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
      .init("X-Amz-Credential", credentials.accessKeyID + "/" + scope.text),
      .init("X-Amz-Date", scope.time),
      .init("X-Amz-Expires", String(seconds)),
      .init("X-Amz-SignedHeaders", names),
    ]
    if let token = credentials.sessionToken { request.url.query.append(.init("X-Amz-Security-Token", token)) }
    let payload = signsLikeS3 ? Payload.unsigned : .empty
    let canonical = CanonicalRequest(request, payload: payload.field, encodesPathAgain: !signsLikeS3)
    let signature = Self.signature(of: canonical, keys.key(of: credentials, in: scope), scope)
    request.url.query.append(.init("X-Amz-Signature", signature))
    return request.url
  }

  /// S3 reads the path as it stands on the wire, every other service encodes it once more.
  private var signsLikeS3: Bool { service == "s3" }

  private static func signature(of request: CanonicalRequest, _ key: [UInt8], _ scope: SigningScope) -> String {
    let digest = Hexadecimal.encode(SHA256.digest(of: request.bytes))
    let text = "AWS4-HMAC-SHA256\n\(scope.time)\n\(scope.text)\n\(digest)"
    return Hexadecimal.encode(HMAC.sha256(key: key, text))
  }
}
