package import AWSClient

package struct ListJobsRequest: AWSShape {
  package var jobQueue: String?
  package var arrayJobId: String?
  package var multiNodeJobId: String?
  package var jobStatus: String?
  package var maxResults: Int?
  package var nextToken: String?
  package var filters: [KeyValuesPair]?

  package init(
    jobQueue: String? = nil, arrayJobId: String? = nil, multiNodeJobId: String? = nil, jobStatus: String? = nil,
    maxResults: Int? = nil, nextToken: String? = nil, filters: [KeyValuesPair]? = nil
  ) {
    self.jobQueue = jobQueue
    self.arrayJobId = arrayJobId
    self.multiNodeJobId = multiNodeJobId
    self.jobStatus = jobStatus
    self.maxResults = maxResults
    self.nextToken = nextToken
    self.filters = filters
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobQueue = try shape.optional("jobQueue")
    arrayJobId = try shape.optional("arrayJobId")
    multiNodeJobId = try shape.optional("multiNodeJobId")
    jobStatus = try shape.optional("jobStatus")
    maxResults = try shape.optional("maxResults")
    nextToken = try shape.optional("nextToken")
    filters = try shape.optional("filters")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobQueue"] = jobQueue
    shape["arrayJobId"] = arrayJobId
    shape["multiNodeJobId"] = multiNodeJobId
    shape["jobStatus"] = jobStatus
    shape["maxResults"] = maxResults
    shape["nextToken"] = nextToken
    shape["filters"] = filters
  }
}

package struct ListJobsResponse: AWSShape {
  package var jobSummaryList: [JobSummary]
  package var nextToken: String?

  package init(jobSummaryList: [JobSummary], nextToken: String? = nil) {
    self.jobSummaryList = jobSummaryList
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobSummaryList = try shape.required("jobSummaryList")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobSummaryList"] = jobSummaryList
    shape["nextToken"] = nextToken
  }
}

extension BatchClient {
  /// A page of the jobs of a queue, an array or a multi-node job; of a queue, those in one state (`RUNNING` unless said) or those that pass a filter.
  package func listJobs(_ request: ListJobsRequest) async throws -> ListJobsResponse {
    try await call("ListJobs", "/v1/listjobs", subject: nil, request)
  }

  /// All pages, each asked for when the last one has been used.
  package func listJobsPages(_ request: ListJobsRequest) -> AWSPages<ListJobsResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await listJobs(request)
      return (page, page.nextToken)
    }
  }
}
