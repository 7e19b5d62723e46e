package import AWSClient

package struct DescribeJobDefinitionsRequest: AWSShape {
  package var jobDefinitions: [String]?
  package var maxResults: Int?
  package var jobDefinitionName: String?
  package var status: String?
  package var nextToken: String?

  package init(
    jobDefinitions: [String]? = nil, maxResults: Int? = nil, jobDefinitionName: String? = nil, status: String? = nil,
    nextToken: String? = nil
  ) {
    self.jobDefinitions = jobDefinitions
    self.maxResults = maxResults
    self.jobDefinitionName = jobDefinitionName
    self.status = status
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobDefinitions = try shape.optional("jobDefinitions")
    maxResults = try shape.optional("maxResults")
    jobDefinitionName = try shape.optional("jobDefinitionName")
    status = try shape.optional("status")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobDefinitions"] = jobDefinitions
    shape["maxResults"] = maxResults
    shape["jobDefinitionName"] = jobDefinitionName
    shape["status"] = status
    shape["nextToken"] = nextToken
  }
}

package struct DescribeJobDefinitionsResponse: AWSShape {
  package var jobDefinitions: [JobDefinition]?
  package var nextToken: String?

  package init(jobDefinitions: [JobDefinition]? = nil, nextToken: String? = nil) {
    self.jobDefinitions = jobDefinitions
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobDefinitions = try shape.optional("jobDefinitions")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobDefinitions"] = jobDefinitions
    shape["nextToken"] = nextToken
  }
}

extension BatchClient {
  /// A page of job definitions.
  package func describeJobDefinitions(_ request: DescribeJobDefinitionsRequest) async throws
    -> DescribeJobDefinitionsResponse
  {
    try await call("DescribeJobDefinitions", "/v1/describejobdefinitions", subject: request.jobDefinitionName, request)
  }

  /// All pages, each asked for when the last one has been used.
  package func describeJobDefinitionsPages(_ request: DescribeJobDefinitionsRequest) -> AWSPages<
    DescribeJobDefinitionsResponse
  > {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await describeJobDefinitions(request)
      return (page, page.nextToken)
    }
  }
}
