import JSONText
import SourceText
import WorkflowModel

/// A martlet.yaml in the making.
struct ImportedConfiguration {
  struct Environment {
    let name: String
    /// Where the other system keeps what it is made of, for notes.
    let origin: String
    var settings = JSONObject()
  }

  var environments: [Environment] = []
  /// Of the outermost level: `default`, `failureMode`, `cache`.
  var settings = JSONObject()
  var rules: [JSONObject] = []
  /// What the other system gave to tasks that say nothing themselves. martlet's rules win over tasks, so it is written as a
  /// comment.
  var defaults = JSONObject()
  var notes: [ImportNote] = []

  /// What stands where the other system does not tell.
  static let placeholders = ["queue": "NAME-OF-THE-QUEUE", "bucket": "s3://name-of-the-bucket/martlet"]

  /// Takes out what martlet does not accept, and fills in what it cannot be without, with a note of each.
  ///
  /// - Throws: ``ExecutionError`` when what is left is no configuration either.
  mutating func settle() throws {
    fillIn()
    for _ in 0..<3 {
      let document = try ConfigurationDocument(SourceFile(name: "martlet.yaml", text: text(head: [])))
      let problems = ConfigurationCheck.problems(in: document)
      if problems.isEmpty { return }
      for problem in problems { takeOut(problem) }
      rules.removeAll { $0.names.allSatisfy { ["name", "label"].contains($0) } }
      fillIn()
    }
    throw ExecutionError(.unsupported, "what the file says makes no configuration that martlet accepts")
  }

  private mutating func fillIn() {
    for number in environments.indices {
      for setting in ["queue", "bucket"] where environments[number].settings[setting] == nil {
        environments[number].settings[setting] = .string(Self.placeholders[setting] ?? "")
        let place = "environments.\(environments[number].name).\(setting)"
        notes.append(
          ImportNote(
            outcome: .needed, name: environments[number].origin, line: nil, text: "does not tell it: write \(place)"))
      }
    }
  }

  private mutating func takeOut(_ problem: ConfigurationProblem) {
    let steps = problem.path.steps
    if steps.first == "environments", steps.count > 2,
      let number = environments.firstIndex(where: { $0.name == steps[1] })
    {
      environments[number].settings[steps[2]] = nil
      let isOnly = environments.count == 1
      notes.removeAll { $0.outcome == .kept && $0.text == steps[2] && (isOnly || $0.name.hasPrefix(steps[1])) }
    } else if steps.first == "rules", steps.count > 2, let number = Int(steps[1]), rules.indices.contains(number) {
      rules[number][steps[2]] = nil
    } else if let name = steps.first {
      settings[name] = nil
    }
    notes.append(
      ImportNote(
        outcome: .dropped, name: "\(problem.path)", line: nil, text: "as a setting of martlet it \(problem.message)"))
  }

  // MARK: The text

  /// - Parameter head: comments for the beginning, without their `#`.
  func text(head: [String]) -> String {
    var lines = head.map { $0.isEmpty ? "#" : "# " + $0 }
    if !head.isEmpty { lines.append("") }
    if !environments.isEmpty { lines.append("environments:") }
    for environment in environments {
      lines.append("  \(YAMLWriter.scalar(environment.name)):")
      for (name, value) in environment.settings {
        lines += YAMLWriter.setting(name, value, indent: 4) + needed(name, value)
      }
    }
    if !rules.isEmpty { lines.append("rules:") }
    lines += rules.flatMap { Self.item($0) }
    if !defaults.isEmpty {
      lines += Self.ofDefaults
      lines += (rules.isEmpty ? ["# rules:"] : []) + Self.item(defaults).map { "# " + $0 }
    }
    for (name, value) in settings { lines += YAMLWriter.setting(name, value, indent: 0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let ofDefaults = [
    "# For tasks that say nothing themselves; give them by `default_runtime_attributes` of workflow options (--options).",
    "# A rule wins over what tasks say: take the # away where that is meant.",
  ]

  private static func item(_ members: JSONObject) -> [String] {
    var lines = members.flatMap { YAMLWriter.setting($0.0, $0.1, indent: 4) }
    if let first = lines.first { lines[0] = "  - " + first.dropFirst(4) }
    return lines
  }

  private func needed(_ name: String, _ value: JSONValue) -> [String] {
    guard let text = Self.placeholders[name], value.string == text else { return [] }
    return ["    # ^ to be written by you"]
  }
}

/// The few forms of YAML that a configuration is written in.
enum YAMLWriter {
  /// `name: value`; a mapping with a line for each of its members.
  static func setting(_ name: String, _ value: JSONValue, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    if let members = value.object, !members.isEmpty {
      return ["\(space)\(scalar(name)):"] + members.flatMap { setting($0.0, $0.1, indent: indent + 2) }
    }
    return ["\(space)\(scalar(name)): \(inline(value))"]
  }

  private static func inline(_ value: JSONValue) -> String {
    if let text = value.string { return scalar(text) }
    if let list = value.array { return "[" + list.map { inFlow($0) }.joined(separator: ", ") + "]" }
    return JSONWriter.spaced(value)
  }

  private static func inFlow(_ value: JSONValue) -> String {
    if let text = value.string { return text.utf8.contains { ",[]{}".utf8.contains($0) } ? quoted(text) : scalar(text) }
    return JSONWriter.spaced(value)
  }

  /// A text, in quotes where it would be read as something else without them.
  static func scalar(_ text: String) -> String {
    let words = #/[A-Za-z\/][A-Za-z0-9_.\/@+*-]*(:{1,2}[A-Za-z0-9_.\/@+*-]+)*( [A-Za-z0-9_.\/-]+)*/#
    let isPlain = text.wholeMatch(of: words) != nil
    let isWord = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    let isSize = text.wholeMatch(of: #/[0-9.]+ [A-Za-z]+/#) != nil
    return isPlain && !isWord || isSize ? text : quoted(text)
  }

  private static func quoted(_ text: String) -> String { JSONWriter.compact(.string(text)) }
}
