import JSONText
import SourceText
import WorkflowModel

/// Whose settings are read, which is how messages name them.
enum SettingsOwner: Hashable, Sendable {
  /// A place of martlet.yaml: `environments.aws`.
  case configuration(place: String)
  /// A call: `variants/align[3]`.
  case task(String)

  func shown(_ setting: String) -> String {
    switch self {
    case .configuration(let place): "`\(place).\(setting)`"
    case .task(let call): "`\(setting)` of the task \(call)"
    }
  }
}

/// What is wrong with one setting, under the name by which it was given: the end of a sentence that begins with it.
package struct SettingMistake: Hashable, Sendable {
  package let setting: String
  package let message: String
}

/// Takes settings out of a JSON object, and remembers everything that is wrong on the way.
struct SettingsReader {
  let settings: JSONObject
  let owner: SettingsOwner
  /// The names of each setting, its own first, then those that people bring from elsewhere.
  let names: [[String]]
  private(set) var mistakes: [SettingMistake] = []

  init(_ settings: JSONObject, of owner: SettingsOwner, names: [[String]]) {
    self.settings = settings
    self.owner = owner
    self.names = names
  }

  // MARK: What is wrong

  mutating func report(_ setting: String, _ message: String) {
    mistakes.append(SettingMistake(setting: name(of: setting), message: message))
  }

  /// - Throws: ``ExecutionError`` (`configuration`) that names every setting that is wrong.
  func throwProblems() throws {
    let problems = mistakes.map { "\(owner.shown($0.setting)) \($0.message)" }
    guard let first = problems.first else { return }
    let help: String
    switch owner {
    case .configuration(let place): help = "correct `\(place)` in martlet.yaml"
    case .task: help = "correct it in the task's `runtime` or `hints`, or in martlet.yaml"
    }
    guard problems.count > 1 else { throw ExecutionError(.configuration, first, help: help) }
    throw ExecutionError(
      .configuration, "\(problems.count) settings are wrong:" + problems.map { "\n  " + $0 }.joined(), help: help)
  }

  /// Refuses names that are no setting's, and one setting under two names.
  ///
  /// - Parameter whose: what the settings are of: `an AWS Batch environment`.
  mutating func refuseUnknownNames(of whose: String) {
    let known = names.flatMap(\.self)
    for name in settings.names where !known.contains(name) { refuse(name, whose, known) }
    refuseDoubles()
  }

  mutating func refuse(_ name: String, _ whose: String, _ known: [String]) {
    let hint = Suggestion.nearest(to: name, among: known).map { "; did you mean `\($0)`?" }
    report(name, "is not a setting of \(whose)" + (hint ?? ""))
  }

  mutating func refuseDoubles() {
    for group in names {
      let given = group.filter { settings[$0].map { !$0.isNull } ?? false }
      if given.count > 1 { report(given[1], "says the same as `\(given[0])`; keep one of them") }
    }
  }

  // MARK: Values

  /// The name by which a setting was given; its own when it was not.
  func name(of setting: String) -> String { value(setting)?.name ?? setting }

  /// Null is absent.
  func value(_ setting: String) -> (name: String, value: JSONValue)? {
    let group = names.first { $0.first == setting } ?? [setting]
    for name in group {
      if let value = settings[name], !value.isNull { return (name, value) }
    }
    return nil
  }

  /// A setting as `parse` understands it; nil when it is absent or wrong, which is remembered.
  mutating func read<Value>(_ setting: String, _ parse: (JSONValue) throws(SettingProblem) -> Value) -> Value? {
    guard let (_, value) = value(setting) else { return nil }
    do {
      return try parse(value)
    } catch {
      report(setting, error.message)
      return nil
    }
  }

  mutating func required<Value>(
    _ setting: String, meaning: String, _ parse: (JSONValue) throws(SettingProblem) -> Value
  ) -> Value? {
    if value(setting) == nil { report(setting, "is missing: \(meaning)") }
    return read(setting, parse)
  }
}
