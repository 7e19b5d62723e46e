import WorkflowModel

extension Run {
  /// An attempt whose command should have said nothing on stderr, and did, has failed whatever its exit status.
  func judged(_ outcome: TaskOutcome, of request: TaskRequest) async throws -> TaskOutcome {
    guard request.failsOnStderr, case .exited(let status, let files) = outcome,
      request.successStatuses?.contains(status) ?? true,
      let size = try await look(at: files.stderr)?.size, size > 0
    else { return outcome }
    return .failed(
      TaskFailure(
        .wroteToStderr, reason: "it wrote \(size) bytes to stderr, and its runtime says `failOnStderr: true`",
        mayRetry: true, files: files))
  }
}
