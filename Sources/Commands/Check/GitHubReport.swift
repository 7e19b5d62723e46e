import SourceText

/// Diagnostics as commands of a workflow of GitHub Actions, which shows them at their lines.
///
/// Source: GitHub's documentation, Workflow commands: Setting an error message.
enum GitHubReport {
  static func line(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.file.position(of: diagnostic.span.start)
    let end = diagnostic.file.position(of: diagnostic.span.end)
    var properties = [
      ("file", ShownPath.relative(diagnostic.file.name)), ("line", "\(start.line)"), ("col", "\(start.column)"),
    ]
    // GitHub takes columns of one line only.
    properties.append(end.line == start.line ? ("endColumn", "\(end.column)") : ("endLine", "\(end.line)"))
    properties.append(("title", diagnostic.id))
    let listed = properties.map { "\($0)=\(escapedProperty($1))" }.joined(separator: ",")
    let help = diagnostic.help.map { "\nhelp: " + $0 } ?? ""
    return "::\(command(diagnostic.severity)) \(listed)::\(escaped(diagnostic.message + help))"
  }

  private static func command(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func escapedProperty(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
