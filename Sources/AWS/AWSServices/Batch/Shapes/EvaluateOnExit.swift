package import AWSClient

/// Whether Batch tries again, by patterns; the first rule that matches counts. `action` comes in upper or lower case.
package struct EvaluateOnExit: AWSShape {
  package var action: String
  package var onStatusReason: String?
  package var onReason: String?
  package var onExitCode: String?

  package init(action: String, onStatusReason: String? = nil, onReason: String? = nil, onExitCode: String? = nil) {
    self.action = action
    self.onStatusReason = onStatusReason
    self.onReason = onReason
    self.onExitCode = onExitCode
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    action = try shape.required("action")
    onStatusReason = try shape.optional("onStatusReason")
    onReason = try shape.optional("onReason")
    onExitCode = try shape.optional("onExitCode")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["action"] = action
    shape["onStatusReason"] = onStatusReason
    shape["onReason"] = onReason
    shape["onExitCode"] = onExitCode
  }
}
