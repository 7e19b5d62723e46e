/// Hands out the keys for the next request.
package protocol AWSCredentialsProvider: Sendable {
  /// Keys that are valid now. Asked for each request, so it has to answer from memory as a rule.
  /// - Throws: ``AWSError`` of kind `credentials`.
  func credentials() async throws -> AWSCredentials

  /// Forgets keys that a service called expired.
  /// - Returns: whether ``credentials()`` may give others now.
  func renew() async -> Bool
}

/// Keys that never change.
package struct StaticCredentials: AWSCredentialsProvider {
  private let value: AWSCredentials

  package init(_ value: AWSCredentials) { self.value = value }

  package init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
    value = AWSCredentials(
      accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken)
  }

  package func credentials() async throws -> AWSCredentials { value }

  package func renew() async -> Bool { false }
}
