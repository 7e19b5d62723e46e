import RunIndex
import RunReport
import WorkflowEngine
import WorkflowModel

extension ReportedCall {
  /// The folder of the streams of an attempt, or of the result that the call took; nil where none are known of.
  func streams(of attempt: ReportedAttempt?, in directory: RunDirectory) -> String? {
    guard let attempt else { return cached?.place }
    if let place = attempt.place { return place }
    // While it runs, those of this machine are there already.
    return attempt.handle?.backend == "local" ? directory.place.attemptFolder(path, attempt.number) : nil
  }

  /// When an attempt ended, or the call that had none; nil while it goes on. Milliseconds since 1970.
  func end(of attempt: ReportedAttempt?) -> Int64? { attempt?.ended ?? (state.isOpen ? nil : since) }

  /// What the command of an attempt, or of the result that the call took, exited with.
  func exitStatus(of attempt: ReportedAttempt?) -> Int32? {
    if case .exited(let status)? = attempt?.ending?.kind { return status }
    return attempt == nil ? cached?.status : nil
  }
}
