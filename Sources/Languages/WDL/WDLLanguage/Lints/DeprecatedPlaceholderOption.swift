import SourceText

/// `sep=`, `true=`, `false=`, `default=`, deprecated since 1.1. A note: most workflows have them.
struct DeprecatedPlaceholderOption: Lint {
  let id = "wdl.deprecated-placeholder-option"

  func check(_ document: LintedDocument, _ report: LintReport) {
    guard document.version >= .v1_1 else { return }
    for placeholder in document.allUses.flatMap(\.placeholders) {
      guard let option = placeholder.options.first else { continue }
      report.note(
        "the placeholder option `\(option.name)=` is deprecated", at: placeholder.span, help: remedy(option))
    }
  }

  private func remedy(_ option: PlaceholderSyntax.Option) -> String {
    switch option {
    case .separator: "write `~{sep(\"…\", …)}`"
    case .whenTrue, .whenFalse: "write `~{if … then \"…\" else \"…\"}`"
    case .fallback: "write `~{select_first([…, …])}`"
    }
  }
}
