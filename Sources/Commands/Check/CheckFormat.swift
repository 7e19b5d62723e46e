import ArgumentParser
import JSONText
import SourceText

/// How `martlet check` says what it found: the only place that knows every format.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github

  /// - Parameter source: as the user named it.
  func say(_ diagnostics: [Diagnostic], of source: String) {
    switch self {
    case .text: sayText(diagnostics, of: source)
    case .json: Terminal.result(JSONWriter.indented(.array(diagnostics.map(DiagnosticJSON.json))))
    case .sarif: Terminal.result(JSONWriter.indented(SARIFReport.json(diagnostics)))
    case .github: for diagnostic in diagnostics { Terminal.result(GitHubReport.line(diagnostic)) }
    }
  }

  private func sayText(_ diagnostics: [Diagnostic], of source: String) {
    for diagnostic in diagnostics { Terminal.say(DiagnosticRenderer.render(diagnostic) + "\n") }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    Terminal.say("\(source): \(Plural.text(errors, "error")), \(Plural.text(warnings, "warning"))")
  }
}
