import JSONText
import SourceText
import WorkflowModel
import Yams

/// `martlet.yaml` as values, with the place of each.
struct ConfigurationDocument: Sendable {
  let file: SourceFile
  let members: JSONObject
  private let spans: [ConfigurationPath: SourceSpan]

  /// - Throws: ``ExecutionError`` (`configuration`) when it is no YAML or holds no names and settings.
  init(_ file: SourceFile) throws {
    self.file = file
    var reader = NodeReader(file)
    let value = try reader.value(of: file)
    guard let members = value.object else {
      throw ExecutionError(.configuration, "\(file.name) must hold names and settings, but holds \(value.kind)")
    }
    self.members = members
    spans = reader.spans
  }

  /// Where a setting stands: its name, or for an element of a list its value. That of the nearest one around it when
  /// there is no such setting.
  func span(of path: ConfigurationPath) -> SourceSpan? {
    var path = path
    while !path.steps.isEmpty {
      if let span = spans[path] { return span }
      path.steps.removeLast()
    }
    return nil
  }

  /// The value at a path; nil when there is none.
  subscript(_ path: ConfigurationPath) -> JSONValue? {
    path.steps.reduce(JSONValue.object(members)) { value, step in
      guard let elements = value?.array else { return value?[step] }
      return Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    }
  }
}

/// Names and numbers of list elements, from the outermost inwards: `rules`, `0`, `memory`.
struct ConfigurationPath: Hashable, Sendable, CustomStringConvertible {
  var steps: [String]

  init(_ steps: String...) { self.steps = steps }

  func appending(_ step: String) -> ConfigurationPath {
    var path = self
    path.steps.append(step)
    return path
  }

  /// `rules[0].memory`.
  var description: String {
    steps.enumerated().map { place, step in
      Int(step) != nil ? "[\(step)]" : place == 0 ? step : ".\(step)"
    }.joined()
  }
}

/// Turns YAML nodes into values, and remembers where they stood.
private struct NodeReader {
  private let file: SourceFile
  private let lineStarts: [Int]
  private(set) var spans: [ConfigurationPath: SourceSpan] = [:]

  init(_ file: SourceFile) {
    self.file = file
    lineStarts = [0] + file.bytes.enumerated().filter { $0.element == 0x0A }.map { $0.offset + 1 }
  }

  mutating func value(of file: SourceFile) throws -> JSONValue {
    guard let node = try YAMLText.node(file) else { return .object(JSONObject()) }
    return try value(node, ConfigurationPath())
  }

  private mutating func value(_ node: Node, _ path: ConfigurationPath) throws -> JSONValue {
    guard path.steps.count < 200 else { throw ExecutionError(.configuration, "the YAML is nested too deeply") }
    switch node {
    case .sequence(let sequence):
      return .array(
        try sequence.enumerated().map { number, element in
          let path = path.appending(String(number))
          note(path, element)
          return try value(element, path)
        })
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, node) in mapping {
        let name = key.string ?? ""
        let path = path.appending(name)
        note(path, key)
        object[name] = try value(node, path)
      }
      return .object(object)
    case .scalar, .alias: return try YAMLText.value(node)
    }
  }

  private mutating func note(_ path: ConfigurationPath, _ node: Node) {
    guard let mark = node.mark, lineStarts.indices.contains(mark.line - 1) else { return }
    let before = file.line(mark.line).unicodeScalars.prefix(mark.column - 1)
    let start = lineStarts[mark.line - 1] + String(String.UnicodeScalarView(before)).utf8.count
    spans[path] = SourceSpan(start, start + (node.scalar?.string.utf8.count ?? 1))
  }
}
