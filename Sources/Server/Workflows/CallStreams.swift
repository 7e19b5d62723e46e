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
}
