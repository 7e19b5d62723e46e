package import AWSClient

package struct CancelJobRequest: AWSShape {
  package var jobId: String
  package var reason: String

  package init(jobId: String, reason: String) {
    self.jobId = jobId
    self.reason = reason
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobId = try shape.required("jobId")
    reason = try shape.required("reason")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobId"] = jobId
    shape["reason"] = reason
  }
}

package struct CancelJobResponse: AWSShape {
  package init() {}

  package init(from shape: ShapeReader) throws(AWSResponseError) {}

  package func write(to shape: inout ShapeWriter) {}
}

extension BatchClient {
  /// Takes a job back that does not run yet. One that runs or has ended is left alone.
  package func cancelJob(_ request: CancelJobRequest) async throws -> CancelJobResponse {
    try await call("CancelJob", "/v1/canceljob", subject: request.jobId, request)
  }
}
