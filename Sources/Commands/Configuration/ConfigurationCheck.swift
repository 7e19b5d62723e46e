import AWSBatchBackend
import JSONText
import SourceText
import WorkflowModel

/// Everything that is wrong with `martlet.yaml`, whichever part of it a run would use.
///
/// The settings of a backend are judged by the backend's own reader, so that a run says the same.
struct ConfigurationCheck {
  private let document: ConfigurationDocument
  private var problems: [ConfigurationProblem] = []

  static func problems(in document: ConfigurationDocument) -> [ConfigurationProblem] {
    var check = ConfigurationCheck(document: document)
    check.lookAtNames()
    check.lookAtEnvironments()
    check.lookAtRules()
    check.lookAtDefault()
    return check.problems
  }

  private init(document: ConfigurationDocument) { self.document = document }

  private mutating func add(_ path: ConfigurationPath, _ message: String, help: String? = nil) {
    problems.append(ConfigurationProblem(path, message, help: help))
  }

  // MARK: The file's own settings

  private mutating func lookAtNames() {
    for name in document.members.names where !Configuration.allNames.contains(name) {
      let help =
        SettingHome.ofEnvironments(name)
        ?? Suggestion.nearest(to: name, among: Configuration.names).map { "did you mean `\($0)`?" }
        ?? SettingHome.ofRules(name) ?? "it may have: " + Configuration.names.joined(separator: ", ")
      add(ConfigurationPath(name), "is not a setting of martlet.yaml", help: help)
    }
    let document = document
    take(at: ConfigurationPath(FailureModeSetting.names.first { document.members[$0] != nil } ?? "failureMode")) {
      _ = try FailureModeSetting.read(document.members, document.file.name)
    }
    take(at: ConfigurationPath(MemoryUnits.name)) { _ = try MemoryUnits.read(document.members, document.file.name) }
    take(at: ConfigurationPath(CacheSetting.name)) { _ = try CacheSetting.read(document.members, document.file.name) }
  }

  private mutating func lookAtDefault() {
    let path = ConfigurationPath("default")
    guard let value = document.members["default"], !value.isNull else { return }
    guard let name = value.string else { return add(path, "must be an environment's name, but is \(value.kind)") }
    if environments.contains(name) { return }
    let near = Suggestion.nearest(to: name, among: environments).map { "did you mean `\($0)`?" }
    add(
      path, "is `\(name)`, but there is no such environment",
      help: near ?? "there are: " + environments.joined(separator: ", "))
  }

  /// `local` is always there.
  private var environments: [String] {
    let names = document.members["environments"]?.object?.names ?? []
    return ["local"] + names.filter { $0 != "local" }
  }

  // MARK: Environments

  private mutating func lookAtEnvironments() {
    let path = ConfigurationPath("environments")
    guard let value = document.members["environments"], !value.isNull else { return }
    guard let members = value.object else {
      return add(path, "must hold environments by their names, but is \(value.kind)")
    }
    for (name, value) in members {
      let path = path.appending(name)
      guard let settings = value.object else {
        add(path, "must hold names and settings, but is \(value.kind)")
        continue
      }
      lookAt(settings, name, path)
    }
  }

  private mutating func lookAt(_ settings: JSONObject, _ name: String, _ path: ConfigurationPath) {
    switch BackendKind.of(settings) {
    case .local?:
      for (setting, value) in settings {
        // One at a time, since the reader ends with the first mistake.
        take(at: path.appending(setting)) { _ = try LocalEnvironment.settings([setting: value], named: name) }
      }
    case .batch?: take(at: path) { _ = try BatchEnvironment(settings: settings, name: name) }
    case nil:
      let given = BackendKind.name(of: settings)
      let near = given?.string.flatMap { Suggestion.nearest(to: $0, among: BackendKind.names) }
      add(
        given == nil ? path : path.appending("backend"),
        given == nil ? "has no `backend`" : "is \(given?.string.map { "`\($0)`" } ?? "no text"), which is no backend",
        help: near.map { "did you mean `\($0)`?" } ?? "it is one of: " + BackendKind.names.joined(separator: ", "))
    }
  }

  // MARK: Rules

  private mutating func lookAtRules() {
    var reader = RuleReader(environments: environments)
    _ = reader.rules(document.members["rules"])
    problems += reader.problems
  }

  // MARK: What readers say

  /// Runs a reader, and takes what it complains of: each sentence begins with the setting's place in backticks.
  private mutating func take(at path: ConfigurationPath, _ read: () throws -> Void) {
    do {
      try read()
    } catch let error as ExecutionError {
      let lines = error.message.split(separator: "\n").map { String($0).withoutOuterSpace }.filter { $0.hasPrefix("`") }
      guard !lines.isEmpty else { return add(path, error.message, help: error.help) }
      for line in lines { take(line, at: path, help: lines.count == 1 ? error.help : nil) }
    } catch {
      add(path, "\(error)")
    }
  }

  private mutating func take(_ line: String, at path: ConfigurationPath, help: String?) {
    let parts = line.split(separator: "`", maxSplits: 1, omittingEmptySubsequences: true)
    let place = parts.first.map(String.init) ?? ""
    let message = parts.count == 2 ? String(parts[1]).withoutOuterSpace : line
    let name = place.split(separator: ".").last.map(String.init) ?? ""
    var spot = path
    if spot.steps.last != name, document[spot.appending(name)] != nil { spot = spot.appending(name) }
    if spot.steps.last != name, message.hasPrefix("is missing") { spot = spot.appending(name) }
    let isStock = help?.hasPrefix("correct ") ?? false
    let isUnknown = message.hasPrefix("is not a setting")
    let hint = isUnknown && message.range(of: "did you mean") == nil ? SettingHome.elsewhere(name) : nil
    add(spot, message, help: hint ?? (isStock ? nil : help))
  }
}

/// Where settings belong that stand in the wrong place.
enum SettingHome {
  static func ofEnvironments(_ name: String) -> String? {
    if SettingNames.ofEnvironments.contains(where: { $0.contains(name) }) {
      return "it is a setting of an environment on AWS Batch: put it under `environments: {<name>: …}`"
    }
    if LocalEnvironment.names.contains(name) {
      return "it is a setting of an environment of this machine: put it under `environments: {<name>: …}`"
    }
    return nil
  }

  static func ofRules(_ name: String) -> String? {
    let isKnown = RuleReader.names.contains { $0.contains(name) } || RuleSetting.named(name) != nil
    return isKnown
      ? "it is a setting of a rule: put it under `rules:`, with the `name` of the calls that it is for" : nil
  }

  static func elsewhere(_ name: String) -> String? {
    if Configuration.allNames.contains(name) { return "it stands at the outermost level of martlet.yaml" }
    return ofEnvironments(name) ?? ofRules(name)
  }
}
