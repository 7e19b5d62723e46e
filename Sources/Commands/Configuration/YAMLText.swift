import JSONText
import SourceText
import WorkflowModel
import Yams

/// YAML as JSON values, spelling of numbers kept.
enum YAMLText {
  /// - Throws: ``ExecutionError`` (`configuration`) with the place of what is wrong.
  static func value(_ file: SourceFile) throws -> JSONValue {
    guard let node = try node(file) else { return .object(JSONObject()) }
    return try value(node)
  }

  /// The document's tree; nil when it is empty.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) with the place of what is wrong.
  static func node(_ file: SourceFile) throws -> Node? {
    do {
      return try Yams.compose(yaml: String(decoding: file.bytes, as: UTF8.self))
    } catch let error as YamlError {
      throw ExecutionError(.configuration, "\(file.name) is not valid YAML: " + text(of: error, in: file))
    }
  }

  /// What is wrong, and where as far as the error tells.
  private static func text(of error: YamlError, in file: SourceFile) -> String {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let around = context.map { "\($0.text) from line \($0.mark.line): " } ?? ""
      return around + excerpt(problem, in: file, at: file.offset(line: mark.line, column: mark.column))
    case .reader(let problem, let offset, _, let text):
      let start = offset.map { text.prefix($0).utf8.count } ?? 0
      return excerpt(problem, in: file, at: start)
    case .duplicatedKeysInMapping(let names, let context):
      let named = names.sorted().map { "`\($0)`" }.joined(separator: ", ")
      let start = file.offset(line: context.mark.line, column: context.mark.column)
      return excerpt("\(named) stands there twice", in: file, at: start)
    default: return "\(error)"
    }
  }

  private static func excerpt(_ problem: String, in file: SourceFile, at offset: Int) -> String {
    let problem = problem.hasPrefix("Maximum nesting level") ? "nested too deeply" : problem
    let diagnostic = Diagnostic("yaml", problem, in: file, at: SourceSpan(offset, offset + 1))
    return problem + "\n" + DiagnosticRenderer.excerpt(diagnostic)
  }

  static func value(_ node: Node, depth: Int = 0) throws -> JSONValue {
    guard depth < 200 else { throw ExecutionError(.configuration, "the YAML is nested too deeply") }
    switch node {
    case .sequence(let sequence): return .array(try sequence.map { try value($0, depth: depth + 1) })
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, node) in mapping { object[key.string ?? ""] = try value(node, depth: depth + 1) }
      return .object(object)
    case .scalar(let scalar): return self.scalar(node, scalar.string)
    case .alias: throw ExecutionError(.configuration, "the YAML has an alias that stands for nothing")
    }
  }

  private static func scalar(_ node: Node, _ text: String) -> JSONValue {
    switch Tag.Name(rawValue: node.tag.description) {
    case .null: return .null
    case .bool: return node.bool.map(JSONValue.bool) ?? .string(text)
    case .int: return node.int.map { .int($0) } ?? .string(text)
    case .float:
      if case .number(let number)? = try? JSONParser.parse(text) { return .number(number) }
      return node.float.map { .double($0) } ?? .string(text)
    default: return .string(text)
    }
  }
}
