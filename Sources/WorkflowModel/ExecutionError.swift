import SourceText

/// Something wrong with the world. Thrown; code switches on ``code``, never on text.
///
/// Its words may be shown and logged: addresses of the web stand in them without their secrets.
package struct ExecutionError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case invalidInput = "invalid-input"
    case evaluationFailed = "evaluation-failed"
    case taskFailed = "task-failed"
    case fileNotFound = "file-not-found"
    case notReadable = "not-readable"
    case notWritable = "not-writable"
    case diskFull = "disk-full"
    case noContainerRuntime = "no-container-runtime"
    case noCredentials = "no-credentials"
    case accessDenied = "access-denied"
    case notFound = "not-found"
    case configuration = "configuration"
    /// Somebody else has it, or it is past that.
    case conflict = "conflict"
    case network = "network"
    case service = "service"
    case interrupted = "interrupted"
    case unsupported = "unsupported"
  }

  package let code: Code
  /// What was being done, to what, and what went wrong: lower case, no full stop.
  package let message: String
  /// What to do next.
  package let help: String?
  package let cause: (any Error)?

  package init(_ code: Code, _ message: String, help: String? = nil, cause: (any Error)? = nil) {
    self.code = code
    self.message = WebText.redacted(message)
    self.help = help
    self.cause = cause
  }

  package var description: String {
    message + (cause.map { ": " + WebText.redacted("\($0)") } ?? "") + (help.map { "\n  help: \($0)" } ?? "")
  }
}
