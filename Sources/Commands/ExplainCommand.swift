import AWSBatchBackend
import ArgumentParser
import LocalBackend
import SourceText
import WDLLanguage
import WorkflowModel

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what an id means: of a diagnostic, with a wrong and a right example, or of what `doctor` finds.")

  @Argument(help: "The id, as it stands in brackets: wdl.unknown-name, doctor.no-queue. Without one, all are listed.")
  var id: String?

  func run() throws {
    guard let id else {
      list()
      return
    }
    if let kind = Self.findings.first(where: { $0.id == id }) {
      Terminal.result("\(kind.id): \(kind.summary)\n\n" + wrapped(kind.text))
      return
    }
    guard let explanation = Explanations.find(id) else {
      let near = Explanations.suggestion(for: id) ?? Suggestion.nearest(to: id, among: Self.findings.map(\.id))
      let help = near.map { "did you mean \($0)?" }
      throw ExecutionError(
        .configuration, "there is no diagnostic '\(id)'", help: help ?? "'martlet explain' lists all")
    }
    Terminal.result(text(explanation))
  }

  /// What `doctor` may find.
  private static let findings = DoctorKinds.all + LocalDoctor.kinds

  private func list() {
    let all = Explanations.all.map { ($0.id, $0.summary) } + Self.findings.map { ($0.id, $0.summary) }
    let width = all.map(\.0.utf8.count).max() ?? 0
    for (id, summary) in all {
      Terminal.result(id + String(repeating: " ", count: width - id.utf8.count) + "  " + summary)
    }
  }

  private func text(_ explanation: Explanation) -> String {
    var parts = ["\(explanation.id): \(explanation.summary)", wrapped(explanation.text)]
    if !explanation.wrong.isEmpty {
      parts += ["Wrong:", indented(explanation.wrong), "Right:", indented(explanation.right)]
    }
    return parts.joined(separator: "\n\n")
  }

  private func indented(_ document: String) -> String {
    document.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
      .joined(separator: "\n").trimmingEnd
  }

  /// In lines of at most 80 characters.
  private func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if let last = lines.last, last.count + 1 + word.count <= 80 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// Without line feeds at its end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
