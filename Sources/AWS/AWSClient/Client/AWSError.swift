/// An AWS operation failed. Code switches on ``kind`` and ``code``, never on text.
package struct AWSError: Error, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable {
    /// The service refused: ``AWSError/code`` and ``AWSError/status`` say why.
    case service
    /// No answer, or half of one, as often as it was tried.
    case network
    /// No credentials were found, or they could not be renewed.
    case credentials
    /// A region, an endpoint or a setting is missing or wrong.
    case configuration
    /// The service's answer could not be understood.
    case response
    /// A file of this machine could not be read or written.
    case file
  }

  package let kind: Kind
  /// `S3 GetObject`; nil when it failed before there was one.
  package var operation: String?
  /// On what: `s3://bucket/key`.
  package var subject: String?
  /// The service's code, without namespace and suffixes: `NoSuchKey`.
  package let code: String?
  package let message: String
  package let status: Int?
  package let requestID: String?
  /// Where the bucket is, when S3 says so.
  package let bucketRegion: String?
  /// How often it was tried.
  package var attempts: Int
  /// What to do next.
  package let help: String?
  package let cause: (any Error)?

  package init(
    _ kind: Kind, operation: String? = nil, subject: String? = nil, code: String? = nil, message: String,
    status: Int? = nil, requestID: String? = nil, attempts: Int = 1, help: String? = nil,
    bucketRegion: String? = nil, cause: (any Error)? = nil
  ) {
    self.kind = kind
    self.operation = operation
    self.subject = subject
    self.code = code
    self.message = message
    self.status = status
    self.requestID = requestID
    self.bucketRegion = bucketRegion
    self.attempts = attempts
    self.help = help
    self.cause = cause
  }

  /// Whether what was asked for does not exist.
  package var isNotFound: Bool {
    status == 404 || ["NoSuchKey", "NoSuchBucket", "NotFound", "NoSuchUpload"].contains(code)
  }

  /// Whether the credentials do not allow it or are not valid.
  package var isAccessDenied: Bool {
    status == 403 || status == 401 || Self.refusals.contains(code ?? "")
  }

  private static let refusals: Set<String> = [
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnrecognizedClientException",
    "InvalidClientTokenId", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "ExpiredTokenException",
  ]

  package var description: String {
    var text = [operation, subject].compactMap { $0 }.joined(separator: " ")
    if !text.isEmpty { text += ": " }
    if let code, !message.hasPrefix(code) { text += message.isEmpty ? code : code + ": " }
    text += message
    let facts = [
      status.map { "HTTP \($0)" }, requestID.map { "request \($0)" }, attempts > 1 ? "tried \(attempts) times" : nil,
    ].compactMap { $0 }
    if !facts.isEmpty { text += " (" + facts.joined(separator: ", ") + ")" }
    if let cause, !message.contains("\(cause)") { text += ": \(cause)" }
    if let help { text += "\n  help: \(help)" }
    return text
  }
}
