import Glibc
import WorkflowModel

/// Asks before something is done that cannot be undone.
enum Confirmation {
  /// - Throws: ``ExecutionError`` (`configuration`) when there is no terminal to ask on.
  static func ask(_ question: String) throws -> Bool {
    guard isatty(STDIN_FILENO) == 1, Terminal.isInteractive else {
      throw ExecutionError(
        .configuration, "nothing is removed: there is no terminal to ask on",
        help: "--yes removes without asking, --dry-run says what would go")
    }
    Terminal.draw(Terminal.visible(question) + " [y/N] ")
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }
}
