package import AWSClient

package struct GetJobQueueSnapshotRequest: AWSShape {
  package var jobQueue: String

  package init(jobQueue: String) { self.jobQueue = jobQueue }

  package init(from shape: ShapeReader) throws(AWSResponseError) { jobQueue = try shape.required("jobQueue") }

  package func write(to shape: inout ShapeWriter) { shape["jobQueue"] = jobQueue }
}

package struct GetJobQueueSnapshotResponse: AWSShape {
  package var frontOfQueue: FrontOfQueueDetail?

  package init(frontOfQueue: FrontOfQueueDetail? = nil) { self.frontOfQueue = frontOfQueue }

  package init(from shape: ShapeReader) throws(AWSResponseError) { frontOfQueue = try shape.optional("frontOfQueue") }

  package func write(to shape: inout ShapeWriter) { shape["frontOfQueue"] = frontOfQueue }
}

/// The first RUNNABLE jobs of a queue, at most 100. Times are milliseconds since 1970.
package struct FrontOfQueueDetail: AWSShape {
  package var jobs: [FrontOfQueueJobSummary]?
  package var lastUpdatedAt: Int64?

  package init(jobs: [FrontOfQueueJobSummary]? = nil, lastUpdatedAt: Int64? = nil) {
    self.jobs = jobs
    self.lastUpdatedAt = lastUpdatedAt
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobs = try shape.optional("jobs")
    lastUpdatedAt = try shape.optional("lastUpdatedAt")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobs"] = jobs
    shape["lastUpdatedAt"] = lastUpdatedAt
  }
}

package struct FrontOfQueueJobSummary: AWSShape {
  package var jobArn: String?
  package var earliestTimeAtPosition: Int64?

  package init(jobArn: String? = nil, earliestTimeAtPosition: Int64? = nil) {
    self.jobArn = jobArn
    self.earliestTimeAtPosition = earliestTimeAtPosition
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobArn = try shape.optional("jobArn")
    earliestTimeAtPosition = try shape.optional("earliestTimeAtPosition")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobArn"] = jobArn
    shape["earliestTimeAtPosition"] = earliestTimeAtPosition
  }
}

extension BatchClient {
  /// The jobs that are next in a queue.
  package func getJobQueueSnapshot(_ request: GetJobQueueSnapshotRequest) async throws -> GetJobQueueSnapshotResponse {
    try await call("GetJobQueueSnapshot", "/v1/getjobqueuesnapshot", subject: request.jobQueue, request)
  }
}
