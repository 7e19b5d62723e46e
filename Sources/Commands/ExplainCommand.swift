import ArgumentParser
import WDLLanguage
import WorkflowModel

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says what the id of a diagnostic means, with a wrong and a right example.")

  @Argument(help: "The id, as it stands in brackets: wdl.unknown-name. Without one, all are listed.")
  var id: String?

  func run() throws {
    guard let id else {
      list()
      return
    }
    guard let explanation = Explanations.find(id) else {
      let help = Explanations.suggestion(for: id).map { "did you mean \($0)?" }
      throw ExecutionError(
        .configuration, "there is no diagnostic '\(id)'", help: help ?? "'martlet explain' lists all")
    }
    Terminal.result(text(explanation))
  }

  private func list() {
    let width = Explanations.all.map(\.id.utf8.count).max() ?? 0
    for explanation in Explanations.all {
      let space = String(repeating: " ", count: width - explanation.id.utf8.count)
      Terminal.result("\(explanation.id)\(space)  \(explanation.summary)")
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
