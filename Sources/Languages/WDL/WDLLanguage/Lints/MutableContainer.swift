import SourceText

/// An image without a tag, or with the tag `latest`: what it is changes. A note: it runs all the same.
struct MutableContainer: Lint {
  let id = "wdl.mutable-container"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for task in document.syntax.tasks {
      for (name, value) in (task.runtime?.attributes ?? []) + (task.requirements?.attributes ?? [])
      where TaskAttributes.canonical(name.text) == "container" {
        guard case .string(let string) = value.kind, let image = string.plainText, isMutable(image) else { continue }
        report.note(
          "`\(image)` is another image tomorrow", at: value.span,
          help: "name a version (`…:1.21`), or the image itself (`…@sha256:…`)")
      }
    }
  }

  private func isMutable(_ image: String) -> Bool {
    guard !image.contains("@"), !image.isEmpty, image != "*", !image.contains("://") else { return false }
    let last = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let colon = last.firstIndex(of: ":") else { return true }
    return last[last.index(after: colon)...] == "latest"
  }
}
