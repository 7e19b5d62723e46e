package import AWSClient

/// A job that has to end first.
package struct JobDependency: AWSShape {
  package var jobId: String?
  package var type: String?

  package init(jobId: String? = nil, type: String? = nil) {
    self.jobId = jobId
    self.type = type
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobId = try shape.optional("jobId")
    type = try shape.optional("type")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobId"] = jobId
    shape["type"] = type
  }
}
