package import AWSClient

package struct DescribeJobQueuesRequest: AWSShape {
  package var jobQueues: [String]?
  package var maxResults: Int?
  package var nextToken: String?

  package init(jobQueues: [String]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
    self.jobQueues = jobQueues
    self.maxResults = maxResults
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobQueues = try shape.optional("jobQueues")
    maxResults = try shape.optional("maxResults")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobQueues"] = jobQueues
    shape["maxResults"] = maxResults
    shape["nextToken"] = nextToken
  }
}

package struct DescribeJobQueuesResponse: AWSShape {
  package var jobQueues: [JobQueueDetail]?
  package var nextToken: String?

  package init(jobQueues: [JobQueueDetail]? = nil, nextToken: String? = nil) {
    self.jobQueues = jobQueues
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobQueues = try shape.optional("jobQueues")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobQueues"] = jobQueues
    shape["nextToken"] = nextToken
  }
}

extension BatchClient {
  /// A page of the job queues.
  package func describeJobQueues(_ request: DescribeJobQueuesRequest) async throws -> DescribeJobQueuesResponse {
    try await call("DescribeJobQueues", "/v1/describejobqueues", subject: nil, request)
  }

  /// All pages, each asked for when the last one has been used.
  package func describeJobQueuesPages(_ request: DescribeJobQueuesRequest) -> AWSPages<DescribeJobQueuesResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await describeJobQueues(request)
      return (page, page.nextToken)
    }
  }
}
