package import AWSClient

/// What a queue does with jobs that stay too long in a state.
package struct JobStateTimeLimitAction: AWSShape {
  package var reason: String
  package var state: String
  package var maxTimeSeconds: Int
  package var action: String

  package init(reason: String, state: String, maxTimeSeconds: Int, action: String) {
    self.reason = reason
    self.state = state
    self.maxTimeSeconds = maxTimeSeconds
    self.action = action
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    reason = try shape.required("reason")
    state = try shape.required("state")
    maxTimeSeconds = try shape.required("maxTimeSeconds")
    action = try shape.required("action")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["reason"] = reason
    shape["state"] = state
    shape["maxTimeSeconds"] = maxTimeSeconds
    shape["action"] = action
  }
}
