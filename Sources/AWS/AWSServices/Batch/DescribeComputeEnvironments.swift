package import AWSClient

package struct DescribeComputeEnvironmentsRequest: AWSShape {
  package var computeEnvironments: [String]?
  package var maxResults: Int?
  package var nextToken: String?

  package init(computeEnvironments: [String]? = nil, maxResults: Int? = nil, nextToken: String? = nil) {
    self.computeEnvironments = computeEnvironments
    self.maxResults = maxResults
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    computeEnvironments = try shape.optional("computeEnvironments")
    maxResults = try shape.optional("maxResults")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["computeEnvironments"] = computeEnvironments
    shape["maxResults"] = maxResults
    shape["nextToken"] = nextToken
  }
}

package struct DescribeComputeEnvironmentsResponse: AWSShape {
  package var computeEnvironments: [ComputeEnvironmentDetail]?
  package var nextToken: String?

  package init(computeEnvironments: [ComputeEnvironmentDetail]? = nil, nextToken: String? = nil) {
    self.computeEnvironments = computeEnvironments
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    computeEnvironments = try shape.optional("computeEnvironments")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["computeEnvironments"] = computeEnvironments
    shape["nextToken"] = nextToken
  }
}

extension BatchClient {
  /// A page of the compute environments.
  package func describeComputeEnvironments(_ request: DescribeComputeEnvironmentsRequest) async throws
    -> DescribeComputeEnvironmentsResponse
  {
    try await call("DescribeComputeEnvironments", "/v1/describecomputeenvironments", subject: nil, request)
  }

  /// All pages, each asked for when the last one has been used.
  package func describeComputeEnvironmentsPages(_ request: DescribeComputeEnvironmentsRequest) -> AWSPages<
    DescribeComputeEnvironmentsResponse
  > {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await describeComputeEnvironments(request)
      return (page, page.nextToken)
    }
  }
}
