package import AWSClient

package struct DescribeLogGroupsRequest: AWSShape {
  package var logGroupNamePrefix: String?
  package var nextToken: String?
  /// At most 50.
  package var limit: Int?

  package init(logGroupNamePrefix: String? = nil, nextToken: String? = nil, limit: Int? = nil) {
    self.logGroupNamePrefix = logGroupNamePrefix
    self.nextToken = nextToken
    self.limit = limit
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    logGroupNamePrefix = try shape.optional("logGroupNamePrefix")
    nextToken = try shape.optional("nextToken")
    limit = try shape.optional("limit")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["logGroupNamePrefix"] = logGroupNamePrefix
    shape["nextToken"] = nextToken
    shape["limit"] = limit
  }
}

package struct DescribeLogGroupsResponse: AWSShape {
  package var logGroups: [LogGroup]?
  package var nextToken: String?

  package init(logGroups: [LogGroup]? = nil, nextToken: String? = nil) {
    self.logGroups = logGroups
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    logGroups = try shape.optional("logGroups")
    nextToken = try shape.optional("nextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["logGroups"] = logGroups
    shape["nextToken"] = nextToken
  }
}

package struct LogGroup: AWSShape {
  package var logGroupName: String?
  /// Nil: for ever.
  package var retentionInDays: Int?

  package init(logGroupName: String? = nil, retentionInDays: Int? = nil) {
    self.logGroupName = logGroupName
    self.retentionInDays = retentionInDays
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    logGroupName = try shape.optional("logGroupName")
    retentionInDays = try shape.optional("retentionInDays")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["logGroupName"] = logGroupName
    shape["retentionInDays"] = retentionInDays
  }
}

extension LogsClient {
  /// A page of the log groups whose names begin so.
  package func describeLogGroups(_ request: DescribeLogGroupsRequest) async throws -> DescribeLogGroupsResponse {
    try await call("DescribeLogGroups", subject: request.logGroupNamePrefix, request)
  }
}
