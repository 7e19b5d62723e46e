import SourceText

/// `${…}`, deprecated since 1.2 in favour of `~{…}`, which no shell takes for its own.
struct DeprecatedPlaceholder: Lint {
  let id = "wdl.deprecated-placeholder"

  func check(_ document: LintedDocument, _ report: LintReport) {
    guard document.version >= .v1_2 else { return }
    for placeholder in document.allUses.flatMap(\.placeholders) where placeholder.isDollar {
      report.warn(
        "placeholders with `$` are deprecated", at: SourceSpan(placeholder.span.start, placeholder.span.start + 2),
        help: "write `~{`")
    }
  }
}
