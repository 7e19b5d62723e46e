import SourceText
import WDLLanguage
import WorkflowModel

extension ExecutionError {
  /// An expression that could not be evaluated while a run went on.
  ///
  /// - Parameter owner: what was being done: ``workflow `variants` ``, ``task `align` ``.
  init(evaluation error: EvaluationError, of owner: String) {
    let excerpt = error.diagnostic.map { "\n" + DiagnosticRenderer.excerpt($0) } ?? ""
    self.init(.evaluationFailed, "\(owner) could not go on: \(error.description)\(excerpt)")
  }
}
