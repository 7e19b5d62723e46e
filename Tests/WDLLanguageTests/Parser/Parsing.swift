import SourceText
import Testing
import WDLFuzzing
import WDLLanguage

/// Parses pieces of documents for the tests.
enum Parsing {
  static func document(_ text: String) -> ParsedDocument {
    WDLParser.parse(SourceFile(name: "test.wdl", text: text))
  }

  /// The expression `x` of a workflow, as text; or the diagnostics.
  static func expression(_ text: String, version: String = "1.3") -> String {
    let parsed = document("version \(version)\nworkflow w {\n  T x = \(text)\n}\n")
    guard parsed.diagnostics.isEmpty else { return problems(parsed) }
    guard case .declaration(let declaration) = parsed.document.workflows.first?.body.first else { return "nothing" }
    return declaration.expression.map(SyntaxText.of) ?? "nothing"
  }

  /// The statements of a workflow, one a line; or the diagnostics.
  static func workflow(_ text: String, version: String = "1.3") -> String {
    let parsed = document("version \(version)\nworkflow w {\n\(text)\n}\n")
    guard parsed.diagnostics.isEmpty else { return problems(parsed) }
    return parsed.document.workflows.map { SyntaxText.of($0) }.joined(separator: "\n")
  }

  static func task(_ text: String, version: String = "1.3") -> String {
    let statement = version == "draft-2" ? "" : "version \(version)\n"
    let parsed = document("\(statement)task t {\n\(text)\n}\n")
    guard parsed.diagnostics.isEmpty else { return problems(parsed) }
    return parsed.document.tasks.map { SyntaxText.of($0) }.joined(separator: "\n")
  }

  /// The parts of a command as text.
  static func command(_ text: String, version: String = "1.3") -> String {
    let statement = version == "draft-2" ? "" : "version \(version)\n"
    let parsed = document("\(statement)task t {\n  command \(text)\n}\n")
    guard !parsed.hasErrors, let command = parsed.document.tasks.first?.command else { return problems(parsed) }
    return SyntaxText.of(command.parts)
  }

  /// The ids and messages.
  static func problems(_ parsed: ParsedDocument) -> String {
    parsed.diagnostics.map { "\($0.id): \($0.message)" }.joined(separator: "\n")
  }
}
