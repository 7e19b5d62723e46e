import WorkflowEngine

/// Writes lines of logs to stdout, with the call before them where there are several.
struct LogPrinter {
  let isPrefixed: Bool

  func print(_ lines: [String], of attempt: AttemptName) {
    guard !lines.isEmpty else { return }
    let prefix = isPrefixed ? "\(attempt) | " : ""
    Terminal.result(lines.map { prefix + $0.withoutLineFeed }.joined(separator: "\n"))
  }
}

extension String {
  fileprivate var withoutLineFeed: String { last?.isNewline == true ? String(dropLast()) : self }
}
