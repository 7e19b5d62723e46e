package import AWSClient

package struct DescribeJobsRequest: AWSShape {
  package var jobs: [String]

  package init(jobs: [String]) {
    self.jobs = jobs
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobs = try shape.required("jobs")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobs"] = jobs
  }
}

package struct DescribeJobsResponse: AWSShape {
  package var jobs: [JobDetail]?

  package init(jobs: [JobDetail]? = nil) {
    self.jobs = jobs
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobs = try shape.optional("jobs")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobs"] = jobs
  }
}

extension BatchClient {
  /// Everything about at most 100 jobs. Jobs that Batch does not know are left out.
  package func describeJobs(_ request: DescribeJobsRequest) async throws -> DescribeJobsResponse {
    try await call("DescribeJobs", "/v1/describejobs", subject: nil, request)
  }
}
