import SourceText

/// The type `Object` and object literals, deprecated since 1.1 in favour of structs.
struct DeprecatedObject: Lint {
  let id = "wdl.deprecated-object"

  func check(_ document: LintedDocument, _ report: LintReport) {
    guard document.version >= .v1_1 else { return }
    for uses in document.allUses {
      for type in uses.types where type.text == "Object" {
        report.warn("the type `Object` is deprecated", at: type.span, help: "declare a struct with the same members")
      }
      for span in uses.objects {
        report.warn(
          "object literals are deprecated", at: SourceSpan(span.start, span.start + 6),
          help: "declare a struct and write `Name { … }`")
      }
    }
  }
}
