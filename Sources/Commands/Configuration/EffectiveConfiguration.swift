import JSONText
import SourceText

/// What counts for a run that would be started now, and where each value comes from.
struct EffectiveConfiguration {
  struct Value {
    /// `environments.aws.queue`.
    let name: String
    let value: JSONValue
    /// A flag, a variable, a place of the file, or `default`.
    let origin: String

    /// As it stands in a table.
    var text: String { value.string ?? JSONWriter.compact(value) }
  }

  private(set) var values: [Value] = []

  /// Variables that say the same as settings or flags, or go before them.
  private static let variables = [
    "MARTLET_AGENT", "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL",
  ]

  /// - Parameter flag: `--on`.
  init(_ document: ConfigurationDocument?, flag: String?, variables: [String: String]) {
    let variables = variables.filter { !$0.value.isEmpty }
    if let document {
      let origin = variables["MARTLET_CONFIG"] == document.file.name ? "MARTLET_CONFIG" : "found or named"
      values.append(Value(name: "config", value: .string(document.file.name), origin: origin))
    }
    values.append(Self.environment(document, flag: flag, variables))
    for name in Self.variables {
      if let value = variables[name] { values.append(Value(name: name, value: .string(value), origin: "environment")) }
    }
    guard let document else { return }
    for (name, value) in document.members where name != "default" { add(value, ConfigurationPath(name), document) }
  }

  private static func environment(
    _ document: ConfigurationDocument?, flag: String?, _ variables: [String: String]
  ) -> Value {
    let place = ConfigurationPath("default")
    if let flag { return Value(name: "on", value: .string(flag), origin: "--on") }
    if let name = variables["MARTLET_ENVIRONMENT"] {
      return Value(name: "on", value: .string(name), origin: "MARTLET_ENVIRONMENT")
    }
    if let document, let name = document[place] {
      return Value(name: "on", value: name, origin: Self.origin(place, document))
    }
    return Value(name: "on", value: "local", origin: "default")
  }

  private mutating func add(_ value: JSONValue, _ path: ConfigurationPath, _ document: ConfigurationDocument) {
    switch value {
    case .object(let members) where !members.isEmpty:
      for (name, value) in members { add(value, path.appending(name), document) }
    case .array(let elements) where elements.contains { $0.object != nil }:
      for (number, value) in elements.enumerated() { add(value, path.appending(String(number)), document) }
    default:
      let shown = Self.isSecret(path) ? "(not shown)" : value
      values.append(Value(name: path.description, value: shown, origin: Self.origin(path, document)))
    }
  }

  /// Variables of commands whose names say that nobody should see them; secrets proper are ARNs.
  private static func isSecret(_ path: ConfigurationPath) -> Bool {
    guard path.steps.count >= 2, ["env", "environment"].contains(path.steps[path.steps.count - 2]) else { return false }
    let name = path.steps.last?.uppercased() ?? ""
    return ["SECRET", "TOKEN", "PASSWORD", "KEY"].contains { name.contains($0) }
  }

  private static func origin(_ path: ConfigurationPath, _ document: ConfigurationDocument) -> String {
    guard let span = document.span(of: path) else { return document.file.name }
    let position = document.file.position(of: span.start)
    return "\(document.file.name):\(position.line):\(position.column)"
  }
}
