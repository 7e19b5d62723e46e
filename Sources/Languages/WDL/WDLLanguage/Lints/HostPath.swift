import SourceText

/// An input whose default is a file of one machine: `File reference = "/data/ref.fa"`.
struct HostPath: Lint {
  let id = "wdl.host-path"

  func check(_ document: LintedDocument, _ report: LintReport) {
    for input in document.syntax.tasks.flatMap(\.inputs) + document.syntax.workflows.flatMap(\.inputs) {
      guard input.type.name.text == "File" || input.type.name.text == "Directory", let value = input.expression,
        case .string(let string) = value.kind, let path = string.plainText, path.hasPrefix("/")
      else { continue }
      report.note(
        "the default of `\(input.name.text)` is a path of this machine", at: value.span,
        help: "leave the default out, so that whoever runs it says where the file is; or give a URL")
    }
  }
}
