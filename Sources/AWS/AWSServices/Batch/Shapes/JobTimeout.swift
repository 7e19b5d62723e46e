package import AWSClient

/// When Batch ends an attempt, at least 60 seconds.
package struct JobTimeout: AWSShape {
  package var attemptDurationSeconds: Int?

  package init(attemptDurationSeconds: Int? = nil) {
    self.attemptDurationSeconds = attemptDurationSeconds
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    attemptDurationSeconds = try shape.optional("attemptDurationSeconds")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["attemptDurationSeconds"] = attemptDurationSeconds
  }
}
