import JSONText

/// Variables of the container.
enum EnvironmentSettings {
  /// `NAME=value`; a name alone has an empty value.
  static func variable(_ text: String) throws(SettingProblem) -> (name: String, value: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    try check(name)
    return (name, parts.count == 2 ? String(parts[1]) : "")
  }

  /// A mapping, a list of `NAME=value`, or of mappings with `name` and `value`.
  static func parse(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    let value = try value.structured()
    guard value.object == nil else {
      let variables = try SettingKinds.texts(value)
      for name in variables.keys.sorted() { try check(name) }
      return variables
    }
    guard let list = value.array else { throw SettingProblem("must be a mapping of names to values") }
    var variables: [String: String] = [:]
    for element in list {
      if let text = element.string {
        let (name, value) = try variable(text)
        variables[name] = value
      } else {
        guard let name = element["name"]?.string, let value = element["value"]?.spelled else {
          throw SettingProblem("must be a mapping of names to values, or a list of `{name, value}`")
        }
        try check(name)
        variables[name] = value
      }
    }
    return variables
  }

  /// Values are not quoted: they may be secret.
  static func check(_ name: String) throws(SettingProblem) {
    let isLegal =
      name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard isLegal else { throw SettingProblem("has `\(name)`, which is no name for a variable") }
    guard !name.hasPrefix("AWS_BATCH") else {
      throw SettingProblem("has `\(name)`: names that begin with AWS_BATCH are AWS Batch's own")
    }
  }
}
