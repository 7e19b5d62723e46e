package import AWSClient

package struct TerminateJobRequest: AWSShape {
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

package struct TerminateJobResponse: AWSShape {
  package init() {}

  package init(from shape: ShapeReader) throws(AWSResponseError) {}

  package func write(to shape: inout ShapeWriter) {}
}

extension BatchClient {
  /// Ends a job, whatever state it is in. One that has ended, or that is unknown, is no error.
  package func terminateJob(_ request: TerminateJobRequest) async throws -> TerminateJobResponse {
    try await call("TerminateJob", "/v1/terminatejob", subject: request.jobId, request)
  }
}
