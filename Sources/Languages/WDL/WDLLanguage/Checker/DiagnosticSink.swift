import SourceText

/// Where a checker puts what it finds in one document: what is wrong, and what names stand for.
final class DiagnosticSink {
  let file: SourceFile
  /// Nil when nobody wants to know.
  let names: NameRecorder?
  private(set) var diagnostics: [Diagnostic] = []
  private var candidatesLeft = 50_000

  init(file: SourceFile, names: NameRecorder? = nil) {
    self.file = file
    self.names = names
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func add(
    _ id: String, _ severity: Diagnostic.Severity, _ message: String, at span: SourceSpan, label: String? = nil,
    help: String? = nil
  ) {
    diagnostics.append(Diagnostic(id, severity, message, in: file, at: span, label: label, help: help))
  }

  func error(_ id: String, _ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil) {
    add(id, .error, message, at: span, label: label, help: help)
  }

  func warn(_ id: String, _ message: String, at span: SourceSpan, label: String? = nil, help: String? = nil) {
    add(id, .warning, message, at: span, label: label, help: help)
  }

  /// Reports what came with a later version than the document's.
  func needs(_ since: WDLVersion, _ what: String, in version: WDLVersion, at span: SourceSpan) {
    error(
      "wdl.needs-version", "\(what) need WDL \(since.rawValue) or later", at: span,
      label: "this document is WDL \(version.rawValue)",
      help: "write `version \(since.rawValue)` in the first line")
  }

  /// A help that names what was probably meant.
  ///
  /// Looking costs time for each candidate; a document of thousands of unknown names gets no more help at some point.
  func suggestion(for name: String, among candidates: @autoclosure () -> [String]) -> String? {
    // Every name of one letter is near every other.
    guard candidatesLeft > 0, name.unicodeScalars.count > 1 else { return nil }
    let candidates = candidates()
    candidatesLeft -= candidates.count
    return Suggestion.nearest(to: name, among: candidates).map { "did you mean `\($0)`?" }
  }
}
