package import AWSClient

/// How often Batch itself tries a job.
package struct RetryStrategy: AWSShape {
  package var attempts: Int?
  package var evaluateOnExit: [EvaluateOnExit]?

  package init(attempts: Int? = nil, evaluateOnExit: [EvaluateOnExit]? = nil) {
    self.attempts = attempts
    self.evaluateOnExit = evaluateOnExit
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    attempts = try shape.optional("attempts")
    evaluateOnExit = try shape.optional("evaluateOnExit")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["attempts"] = attempts
    shape["evaluateOnExit"] = evaluateOnExit
  }
}
