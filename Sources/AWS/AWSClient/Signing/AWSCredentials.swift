/// The keys that sign requests. Printing them shows no secret.
package struct AWSCredentials: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package let accessKeyID: String
  package let secretAccessKey: String
  package let sessionToken: String?
  /// When they cease to be valid; nil for keys that do not.
  package let expiration: UnixTime?

  package init(
    accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: UnixTime? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken.flatMap { $0.isEmpty ? nil : $0 }
    self.expiration = expiration
  }

  package var description: String { "AWSCredentials(\(accessKeyID), secret not shown)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
