import JSONText
import WorkflowModel

/// The kinds of values that settings have. Each takes the value or says what it must be.
enum SettingKinds {
  static func text(_ value: JSONValue) throws(SettingProblem) -> String {
    guard let text = value.string else { throw SettingProblem("must be a string, but is \(value.kind)") }
    guard !text.isEmpty else { throw SettingProblem("is empty") }
    return text
  }

  static func boolean(_ value: JSONValue) throws(SettingProblem) -> Bool {
    switch (value.bool, value.string?.lowercased()) {
    case (let value?, _): return value
    case (_, "true"): return true
    case (_, "false"): return false
    default: throw SettingProblem("must be true or false")
    }
  }

  /// A whole number, which may be spelled as a text.
  static func integer(
    _ value: JSONValue, from least: Int64, to most: Int64 = .max, unit: String? = nil
  ) throws(SettingProblem) -> Int64 {
    let number = value.int ?? value.string.flatMap { Int64($0.withoutOuterSpace) }
    if let number, number >= least, number <= most { return number }
    let range = most == .max ? "of at least \(least)" : "from \(least) to \(most)"
    let shown = value.spelled.map { ", not `\($0)`" } ?? ", but is \(value.kind)"
    throw SettingProblem("must be a whole number" + (unit.map { " of \($0)" } ?? "") + " \(range)" + shown)
  }

  static func count(_ value: JSONValue) throws(SettingProblem) -> Int {
    guard let number = value.int, number > 0, let count = Int(exactly: number) else {
      throw SettingProblem("must be a whole number above 0")
    }
    return count
  }

  /// A number above 0, which may be spelled as a text.
  static func amount(_ value: JSONValue) throws(SettingProblem) -> Double {
    let number = value.double ?? value.string.flatMap { Double($0.withoutOuterSpace) }
    guard let number, number > 0, number.isFinite else { throw SettingProblem("must be a number above 0") }
    return number
  }

  static func choice(_ value: JSONValue, of choices: [String]) throws(SettingProblem) -> String {
    let text = try text(value)
    if let choice = choices.first(where: { $0.lowercased() == text.lowercased() }) { return choice }
    throw SettingProblem("must be one of \(choices.map { "`\($0)`" }.joined(separator: ", ")), not `\(text)`")
  }

  static func absolutePath(_ value: JSONValue) throws(SettingProblem) -> String {
    var path = try text(value)
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard path.hasPrefix("/") else { throw SettingProblem("must be an absolute path, not `\(path)`") }
    return path
  }

  static func role(_ value: JSONValue) throws(SettingProblem) -> String {
    let text = try text(value)
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[5].hasPrefix("role/") { return text }
    throw SettingProblem("must be a role's ARN (`arn:aws:iam::<account>:role/<name>`), not `\(text)`")
  }

  /// A number of seconds, or a text such as `10 s`, `500 ms` or `1 min`.
  static func duration(_ value: JSONValue) throws(SettingProblem) -> Duration {
    if let duration = DurationText.read(value), duration > .zero { return duration }
    throw SettingProblem("must be a time such as `5`, `10 s` or `1 min`")
  }

  /// A mapping of names to texts.
  static func texts(_ value: JSONValue) throws(SettingProblem) -> [String: String] {
    guard let members = try value.structured().object else {
      throw SettingProblem("must be an object of names and values, but is \(value.kind)")
    }
    var texts: [String: String] = [:]
    for (name, value) in members {
      guard let text = value.spelled else { throw SettingProblem("has \(value.kind) as `\(name)`, not a string") }
      texts[name] = text
    }
    return texts
  }

  /// The elements of a list; a single value is a list of one.
  static func list(_ value: JSONValue) throws(SettingProblem) -> [JSONValue] {
    let value = try value.structured()
    return value.array ?? [value]
  }
}
