/// Sorts what an attempt threw into the retry policy's kinds, and says it for people. No I/O.
struct AttemptClassifier {
  private static let skewCodes: Set<String> = [
    "RequestTimeTooSkewed", "RequestExpired", "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
    "RequestInTheFuture", "AccessDenied",
  ]

  private static let expiryCodes: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired",
  ]

  /// More than this apart, in seconds, clocks are said to differ.
  private static let tolerance = 240.0

  /// - Parameter now: our time as it was signed, corrections included.
  func classify(_ error: any Error, now: UnixTime) -> AttemptFailure {
    switch error {
    case let error as HTTPTransportError: .transport(error)
    case let response as AWSErrorResponse: classify(response, now: now)
    default: .permanent
    }
  }

  private func classify(_ response: AWSErrorResponse, now: UnixTime) -> AttemptFailure {
    let code = response.code ?? ""
    if Self.skewCodes.contains(code), skew(response, now: now) != nil { return .clockSkew }
    if Self.expiryCodes.contains(code) { return .expiredCredentials }
    return .service(status: response.status, code: response.code, retryAfter: response.retryAfter)
  }

  /// How far ahead the service's clock is, in seconds, when that is worth a correction.
  func skew(_ response: AWSErrorResponse, now: UnixTime) -> Double? {
    guard let date = response.date, abs(date - now) > Self.tolerance else { return nil }
    return date - now
  }

  /// Why an attempt failed, in a few words.
  func reason(_ error: any Error) -> String {
    guard let response = error as? AWSErrorResponse else { return "\(error)" }
    return ["HTTP \(response.status)", response.code].compactMap(\.self).joined(separator: " ")
  }

  /// The error that the caller sees.
  func describe(_ error: any Error, operation: String, subject: String?, attempts: Int) -> any Error {
    switch error {
    case var error as AWSError:
      error.operation = error.operation ?? operation
      error.subject = error.subject ?? subject
      error.attempts = attempts
      return error
    case let error as HTTPTransportError:
      let kind: AWSError.Kind = if case .bodyUnreadable = error { .file } else { .network }
      return AWSError(
        kind, operation: operation, subject: subject, message: "\(error)", attempts: attempts, help: help(for: error))
    case let response as AWSErrorResponse:
      return AWSError(
        .service, operation: operation, subject: subject, code: response.code, message: response.message,
        status: response.status, requestID: response.requestID, attempts: attempts,
        help: help(for: response),
        bucketRegion: response.bucketRegion)
    case let failure as LocalFile.Failure:
      return AWSError(.file, operation: operation, subject: subject, message: "\(failure)", cause: failure)
    case let failure as AWSResponseError:
      return AWSError(.response, operation: operation, subject: subject, message: "\(failure)", attempts: attempts)
    default: return error
    }
  }

  private func help(for error: HTTPTransportError) -> String? {
    switch error {
    case .connectFailed: "check the network, the region and AWS_ENDPOINT_URL"
    case .tlsFailed:
      "if a proxy or a private endpoint has its own certificate authority, name its file in AWS_CA_BUNDLE"
    default: nil
    }
  }

  private func help(for response: AWSErrorResponse) -> String? {
    switch response.code {
    case "InvalidAccessKeyId", "UnrecognizedClientException", "InvalidClientTokenId", "SignatureDoesNotMatch",
      "InvalidSignatureException":
      "the access key or its secret is wrong: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    case "ExpiredToken", "ExpiredTokenException": "the session has ended: get new credentials and start again"
    case "AccessDenied", "AccessDeniedException": "give the role or user in use the permission for this"
    case "NoSuchBucket": "check the bucket's name and the account"
    default: nil
    }
  }
}

/// The service's answer does not have the shape that its model promises.
package struct AWSResponseError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
