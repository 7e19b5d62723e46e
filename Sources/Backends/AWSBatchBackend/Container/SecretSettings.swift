import JSONText

/// Variables whose values AWS keeps: names with the ARNs or the names of what they hold.
enum SecretSettings {
  /// A mapping of variables to ARNs or names, or a list of `{name, valueFrom}`; both also as JSON in a text.
  ///
  /// - Throws: ``SettingProblem``. It never quotes what is neither: that may be the secret itself.
  static func parse(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    let value = try value.structured()
    var secrets: [String: String] = [:]
    if let members = value.object {
      for (name, source) in members { secrets[name] = try check(name, source) }
      return secrets
    }
    guard let list = value.array else {
      throw SettingProblem("must be a mapping of names to ARNs, or a list of `{name, valueFrom}`")
    }
    for element in list {
      guard let members = element.object, let name = members["name"]?.string, let source = members["valueFrom"],
        members.count == 2
      else { throw SettingProblem("must hold `{name, valueFrom}`, both of them and nothing else") }
      guard secrets.updateValue(try check(name, source), forKey: name) == nil else {
        throw SettingProblem("has `\(name)` twice")
      }
    }
    return secrets
  }

  private static func check(_ name: String, _ source: JSONValue) throws(SettingProblem) -> String {
    try EnvironmentSettings.check(name)
    guard let text = source.string, isSource(text) || isName(text) else {
      throw SettingProblem(
        "has neither a name nor an ARN for `\(name)`: write a secret's name, `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME[:key:stage:version]`, "
          + "`arn:aws:ssm:REGION:ACCOUNT:parameter/NAME`, or a parameter's name that begins with `/`")
    }
    return text
  }

  /// Source: "Specifying sensitive data" in the user guide of AWS Batch.
  static func isSource(_ text: String) -> Bool {
    guard text.hasPrefix("arn:") else { return isParameterName(text) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 6, parts[1].hasPrefix("aws"), !parts[3].isEmpty, isAccount(parts[4]) else { return false }
    guard parts.allSatisfy({ $0.allSatisfy { !$0.isWhitespace } }) else { return false }
    switch parts[2] {
    case "secretsmanager":
      // Without any of key, stage and version, or with the places of all three.
      return parts[5] == "secret" && [7, 10].contains(parts.count) && !parts[6].isEmpty
    case "ssm":
      return parts.count == 6 && parts[5].hasPrefix("parameter/") && parts[5].count > "parameter/".count
    default: return false
    }
  }

  /// The name of a secret of Secrets Manager, with `:key:stage:version` perhaps: it is looked up before jobs are sent.
  static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return SecretPrefix.isName(parts[0]) && [1, 4].contains(parts.count)
      && parts.allSatisfy { $0.allSatisfy { !$0.isWhitespace } }
  }

  static func isSecretsManager(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return isSource(text) && parts.count == 7 && parts[2] == "secretsmanager"
  }

  private static func isAccount(_ text: String) -> Bool { text.count == 12 && text.allSatisfy(\.isNumber) }

  private static func isParameterName(_ text: String) -> Bool {
    text.hasPrefix("/") && text.count > 1
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-/".contains($0)) }
  }
}
