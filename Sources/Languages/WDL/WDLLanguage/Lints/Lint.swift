import SourceText

/// Something that is allowed but seldom meant.
///
/// To add one: a file with a conformer, an entry in ``Lints/all``, an explanation, and a document in the tests' folder.
/// A lint sees syntax only, of a document that was checked without errors, and reports warnings, or notes where most
/// workflows would be reported.
protocol Lint: Sendable {
  /// As in diagnostics: `wdl.unused-input`.
  var id: String { get }
  func check(_ document: LintedDocument, _ report: LintReport)
}

/// Where one lint puts what it finds.
struct LintReport {
  let id: String
  let sink: DiagnosticSink

  func warn(_ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil) {
    sink.add(id, .warning, message, at: span, label: label, help: help)
  }

  func note(_ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil) {
    sink.add(id, .note, message, at: span, label: label, help: help)
  }
}
