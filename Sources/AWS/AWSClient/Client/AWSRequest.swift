/// One operation's request, before it has a host and a signature.
package struct AWSRequest: Sendable {
  /// What is done with the body before it is sent.
  package enum BodyProtection: Hashable, Sendable {
    /// Its SHA-256 is signed. For bodies in memory.
    case digest
    /// The checksum goes along, as a field for bytes and as a trailer for files and streams. Over TLS the body is not
    /// signed, else it is.
    case checksum(ChecksumAlgorithm)
  }

  /// As AWS's model calls it: `PutObject`.
  package var operation: String
  /// On what, for messages: `s3://bucket/key`.
  package var subject: String?
  package var method: String
  /// Put before the endpoint's host, with a dot: S3's virtual-host style.
  package var hostPrefix: String?
  /// Below the endpoint's path; percent-encoded.
  package var path: String
  package var query: [HTTPURL.QueryItem]
  package var fields: HTTPFields
  package var body: HTTPBody
  package var protection: BodyProtection
  /// False for the few operations that need no credentials.
  package var isSigned: Bool

  package init(
    operation: String, subject: String? = nil, method: String, hostPrefix: String? = nil, path: String = "/",
    query: [HTTPURL.QueryItem] = [], fields: HTTPFields = HTTPFields(), body: HTTPBody = .none,
    protection: BodyProtection = .digest, isSigned: Bool = true
  ) {
    self.operation = operation
    self.subject = subject
    self.method = method
    self.hostPrefix = hostPrefix
    self.path = path
    self.query = query
    self.fields = fields
    self.body = body
    self.protection = protection
    self.isSigned = isSigned
  }
}
