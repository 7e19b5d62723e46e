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

  package init(credentials: AWSCredentials, region: String, service: String) {
    self.credentials = credentials
    self.region = region
    self.service = service
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
    request.fields["X-Amz-Date"] = time.basic
    request.fields["X-Amz-Security-Token"] = credentials.sessionToken
    if signsLikeS3 { request.fields["X-Amz-Content-SHA256"] = payload.field }
    let canonical = CanonicalRequest(request, payload: payload.field, encodesPathAgain: !signsLikeS3)
    let signature = sign(canonical.text, at: time)
    request.fields["Authorization"] =
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(at: time)), "
      + "SignedHeaders=\(canonical.signedNames), Signature=\(signature)"
    return chunkSigner(after: signature, at: time)
  }

  /// Signs the chunks that follow a head.
  func chunkSigner(after signature: String, at time: UnixTime) -> ChunkSigner {
    ChunkSigner(key: signingKey(at: time), time: time.basic, scope: scope(at: time), previous: signature)
  }

  /// A URL that anybody may use for `seconds`, at most 604,800. S3's bodies are not signed.
  /// - Parameter fields: headers that whoever uses the URL has to send as they are here.
  package func presign(
    method: String, url: HTTPURL, fields: HTTPFields = HTTPFields(), expiresIn seconds: Int, at time: UnixTime
  ) -> HTTPURL {
    var request = HTTPRequest(method: method, url: url, fields: fields)
    let names = CanonicalRequest.signedNames(of: request)
    request.url.query += [
      .init("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
      .init("X-Amz-Credential", credentials.accessKeyID + "/" + scope(at: time)),
      .init("X-Amz-Date", time.basic),
      .init("X-Amz-Expires", String(seconds)),
      .init("X-Amz-SignedHeaders", names),
    ]
    if let token = credentials.sessionToken { request.url.query.append(.init("X-Amz-Security-Token", token)) }
    let payload = signsLikeS3 ? Payload.unsigned : .empty
    let canonical = CanonicalRequest(request, payload: payload.field, encodesPathAgain: !signsLikeS3)
    request.url.query.append(.init("X-Amz-Signature", sign(canonical.text, at: time)))
    return request.url
  }

  /// S3 reads the path as it stands on the wire, every other service encodes it once more.
  private var signsLikeS3: Bool { service == "s3" }

  private func scope(at time: UnixTime) -> String { "\(time.basicDay)/\(region)/\(service)/aws4_request" }

  private func signingKey(at time: UnixTime) -> [UInt8] {
    var key = HMAC.sha256(key: Array(("AWS4" + credentials.secretAccessKey).utf8), time.basicDay)
    for part in [region, service, "aws4_request"] { key = HMAC.sha256(key: key, part) }
    return key
  }

  private func sign(_ canonical: String, at time: UnixTime) -> String {
    let text = "AWS4-HMAC-SHA256\n\(time.basic)\n\(scope(at: time))\n\(SHA256.hexadecimal(of: canonical))"
    return Hexadecimal.encode(HMAC.sha256(key: signingKey(at: time), text))
  }
}
