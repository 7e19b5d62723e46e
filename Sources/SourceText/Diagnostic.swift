/// Something wrong with the user's text. Collected, never thrown.
///
/// Messages are lower case without a full stop and put names in backticks. `id` is stable (`wdl.unknown-name`): people
/// search for it, and lints are turned off by it.
package struct Diagnostic: Sendable {
  package enum Severity: String, Sendable, Comparable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
  }

  package let id: String
  package let severity: Severity
  package let message: String
  package let file: SourceFile
  package let span: SourceSpan
  /// Said under the caret: `this is an Int`.
  package let label: String?
  /// What to do about it.
  package let help: String?

  package init(
    _ id: String, _ severity: Severity, _ message: String, in file: SourceFile, at span: SourceSpan,
    label: String? = nil, help: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.file = file
    self.span = span
    self.label = label
    self.help = help
  }
  /// An error.
  package init(
    _ id: String, _ message: String, in file: SourceFile, at span: SourceSpan, label: String? = nil,
    help: String? = nil
  ) {
    self.init(id, .error, message, in: file, at: span, label: label, help: help)
  }
}
