import Subprocess

/// Runs a short command and keeps what it says: how container runtimes are asked things.
struct Asking: Sendable {
  struct Answer: Sendable {
    let status: Int32
    let output: String
    let error: String

    /// The last line of what went wrong.
    var lastLine: String {
      String(error.split(whereSeparator: \.isNewline).last ?? "")
    }
  }

  /// - Throws: `CancellationError`, and what starting the program throws.
  func callAsFunction(_ arguments: [String]) async throws -> Answer {
    let result = try await run(
      .name(arguments.first ?? ""), arguments: Arguments(Array(arguments.dropFirst())), input: .none,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let status): status
      case .signaled(let signal): 128 + signal
      }
    return Answer(status: status, output: result.standardOutput, error: result.standardError)
  }
}
