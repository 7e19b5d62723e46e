import Glibc
import WorkflowModel

/// Asks before something is done that cannot be undone.
enum Confirmation {
  /// - Throws: ``ExecutionError`` (`configuration`) when there is no terminal to ask on.
  static func ask(_ question: String) throws -> Bool {
    try need("nothing is removed", help: "--yes removes without asking, --dry-run says what would go")
    Terminal.draw(Terminal.visible(question) + " [y/N] ")
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }

  /// - Parameter outcome: what becomes of it without an answer.
  /// - Throws: ``ExecutionError`` (`configuration`) when there is no terminal to ask on.
  static func need(_ outcome: String, help: String) throws {
    guard isatty(STDIN_FILENO) == 1, Terminal.isInteractive else {
      throw ExecutionError(.configuration, "\(outcome): there is no terminal to ask on", help: help)
    }
  }
}
