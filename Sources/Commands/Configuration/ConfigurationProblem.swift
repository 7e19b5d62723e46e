import SourceText
import WorkflowModel

/// Something wrong with `martlet.yaml`.
struct ConfigurationProblem: Hashable, Sendable {
  let path: ConfigurationPath
  /// Goes on after the setting's name: `must be a number, not a string`.
  let message: String
  let help: String?

  init(_ path: ConfigurationPath, _ message: String, help: String? = nil) {
    self.path = path
    self.message = message
    self.help = help
  }

  /// For a terminal: what, where, the line, what to do.
  func diagnostic(in document: ConfigurationDocument) -> Diagnostic {
    Diagnostic(
      "configuration", "`\(path)` \(message)", in: document.file, at: document.span(of: path) ?? SourceSpan(0, 0),
      help: help)
  }

  /// All of them as one error; nil when there are none.
  static func error(_ problems: [ConfigurationProblem], in document: ConfigurationDocument) -> ExecutionError? {
    guard let first = problems.first else { return nil }
    let shown = problems.map { problem in
      "`\(problem.path)` \(problem.message)\n" + DiagnosticRenderer.excerpt(problem.diagnostic(in: document))
    }
    if problems.count == 1 { return ExecutionError(.configuration, shown.first ?? first.message) }
    return ExecutionError(
      .configuration, "\(document.file.name) has \(problems.count) mistakes\n" + shown.joined(separator: "\n"))
  }
}
