import JSONText

/// The JSON in which containers, instances and processes hand out keys.
enum JSONCredentials {
  /// - Parameters:
  ///   - source: for messages.
  ///   - token: the name of the session token's member.
  /// - Throws: ``AWSError`` of kind `credentials`.
  static func read(_ bytes: [UInt8], from source: String, token: String) throws -> AWSCredentials {
    let json: JSONValue
    do {
      json = try JSONParser.parse(bytes)
    } catch {
      throw AWSError(.credentials, message: "\(source) gave no JSON", cause: error)
    }
    guard let id = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string else {
      let reason = (json["message"] ?? json["Message"] ?? json["Code"])?.string
      throw AWSError(
        .credentials, message: "\(source) gave no credentials" + (reason.map { ": \($0)" } ?? ""))
    }
    return AWSCredentials(
      accessKeyID: id, secretAccessKey: secret, sessionToken: json[token]?.string,
      expiration: json["Expiration"]?.string.flatMap { UnixTime(iso8601: $0) })
  }
}
