import AWSBatchBackend
import JSONText
import SourceText
import WorkflowModel

/// Reads `rules` of `martlet.yaml`, and remembers everything that is wrong on the way.
struct RuleReader {
  /// Settings that every backend knows, with the names that people bring from elsewhere.
  static let names: [[String]] = [
    ["name", "withName"],
    ["label", "withLabel"],
    ["on"],
    ["container", "image", "docker"],
    ["cpu", "cpus", "vcpus"],
    ["memory", "mem"],
    ["disk"],
    ["gpu", "gpus", "accelerator"],
    ["timeLimit", "time"],
    ["retries", "maxRetries"],
    ["lossRetries"],
    ["env", "environment"],
    ["cache"],
  ]

  private(set) var problems: [ConfigurationProblem] = []
  private let environments: [String]

  /// - Parameter environments: the names that `on` may have.
  init(environments: [String]) { self.environments = environments }

  mutating func rules(_ value: JSONValue?) -> TaskRules {
    let path = ConfigurationPath("rules")
    guard let value, !value.isNull else { return TaskRules() }
    guard let elements = value.array else {
      problems.append(ConfigurationProblem(path, "must be a list of rules, but is \(value.kind)"))
      return TaskRules()
    }
    return TaskRules(
      rules: elements.enumerated().compactMap { number, element in
        let path = path.appending(String(number))
        guard let members = element.object else {
          problems.append(ConfigurationProblem(path, "must hold names and settings, but is \(element.kind)"))
          return nil
        }
        return rule(members, path)
      })
  }

  private mutating func rule(_ members: JSONObject, _ path: ConfigurationPath) -> TaskRule {
    var rule = TaskRule()
    var settings = JSONObject()
    let place = path
    for (name, value) in members where !value.isNull {
      let path = path.appending(name)
      if let group = Self.names.first(where: { $0.contains(name) }), let first = group.first {
        if let other = group.first(where: { $0 != name && members[$0] != nil }), group.firstIndex(of: name) ?? 0 > 0 {
          problems.append(ConfigurationProblem(path, "says the same as `\(other)`", help: "keep one of them"))
        }
        read(first, value, path, into: &rule)
      } else if let setting = RuleSetting.named(name) {
        rule.change.hints[setting.hint] = value
        settings[name] = value
      } else {
        problems.append(unknown(name, path))
      }
    }
    problems += TaskBatchSettings.mistakes(in: settings).map {
      ConfigurationProblem(place.appending($0.setting), $0.message)
    }
    return rule
  }

  private func unknown(_ name: String, _ path: ConfigurationPath) -> ConfigurationProblem {
    let known = Self.names.compactMap(\.first) + RuleSetting.table.compactMap(\.names.first)
    let all = Self.names.flatMap(\.self) + RuleSetting.table.flatMap(\.names)
    let near =
      SettingHome.ofEnvironments(name) ?? Suggestion.nearest(to: name, among: all).map { "did you mean `\($0)`?" }
    return ConfigurationProblem(
      path, "is not a setting of a rule", help: near ?? "a rule may have: " + known.joined(separator: ", "))
  }

  private mutating func read(_ name: String, _ value: JSONValue, _ path: ConfigurationPath, into rule: inout TaskRule) {
    switch name {
    case "name": rule.names = texts(value, path).map { CallPattern(text: $0) }
    case "label": rule.labels = texts(value, path).map { LabelPattern(text: $0) }
    case "on": rule.environment = environment(value, path)
    case "container": rule.change.images = texts(value, path)
    case "cpu": rule.change.cpu = known(value.double.flatMap { $0 > 0 ? $0 : nil }, "a number of cores", path)
    case "memory": rule.change.memory = size(value, path)
    case "disk": rule.change.disk = size(value, path)
    case "gpu": rule.change.gpus = count(value, path)
    case "timeLimit":
      let limit = DurationText.read(value).flatMap { $0 >= .seconds(1) ? $0.components.seconds : nil }
      rule.change.timeLimit = known(limit, "a time such as `90 min` or `2 h`", path)
    case "retries": rule.change.failures = count(value, path)
    case "cache": rule.change.isCacheable = known(value.bool, "true or false", path)
    case "lossRetries": rule.change.losses = count(value, path)
    default: rule.change.variables = variables(value, path)
    }
  }

  // MARK: Kinds of values

  private mutating func known<Value>(_ value: Value?, _ expected: String, _ path: ConfigurationPath) -> Value? {
    if value == nil { problems.append(ConfigurationProblem(path, "must be \(expected)")) }
    return value
  }

  private mutating func texts(_ value: JSONValue, _ path: ConfigurationPath) -> [String] {
    let texts = (value.array ?? [value]).map { $0.string.flatMap { $0.isEmpty ? nil : $0 } }
    return known(
      texts.contains(nil) || texts.isEmpty ? nil : texts.compactMap(\.self), "a text, or a list of texts", path)
      ?? []
  }

  private mutating func count(_ value: JSONValue, _ path: ConfigurationPath) -> Int? {
    known(value.int.flatMap { $0 >= 0 ? Int(exactly: $0) : nil }, "a whole number, 0 or more", path)
  }

  /// A number without a unit is hardly ever what was meant.
  private mutating func size(_ value: JSONValue, _ path: ConfigurationPath) -> Int64? {
    let bytes = value.string.flatMap { ByteSize.parse($0) } ?? value.int
    return known(bytes.flatMap { $0 >= 1 << 20 ? $0 : nil }, "a size with its unit, such as `16 GiB`", path)
  }

  private mutating func environment(_ value: JSONValue, _ path: ConfigurationPath) -> String? {
    guard let name = known(value.string, "an environment's name", path) else { return nil }
    if environments.contains(name) { return name }
    let near = Suggestion.nearest(to: name, among: environments).map { "did you mean `\($0)`?" }
    problems.append(
      ConfigurationProblem(
        path, "is `\(name)`, but there is no such environment",
        help: near ?? "there are: " + environments.joined(separator: ", ")))
    return nil
  }

  private mutating func variables(_ value: JSONValue, _ path: ConfigurationPath) -> [String: String] {
    guard let members = known(value.object, "names with values", path) else { return [:] }
    var variables: [String: String] = [:]
    for (name, value) in members {
      let text = value.string ?? value.int.map(String.init) ?? value.bool.map(String.init)
      variables[name] = known(text, "a text", path.appending(name))
    }
    return variables
  }
}
