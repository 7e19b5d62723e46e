package import AWSClient

package struct GetLogEventsRequest: AWSShape {
  package var logGroupName: String?
  package var logGroupIdentifier: String?
  package var logStreamName: String
  /// Milliseconds since 1970, this one included.
  package var startTime: Int64?
  /// Milliseconds since 1970, this one excluded.
  package var endTime: Int64?
  package var nextToken: String?
  /// At most 10,000; as many as fit into 1 MB unless said.
  package var limit: Int?
  /// False, which is the default, begins with the newest events.
  package var startFromHead: Bool?

  package init(
    logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamName: String, startTime: Int64? = nil,
    endTime: Int64? = nil, nextToken: String? = nil, limit: Int? = nil, startFromHead: Bool? = nil
  ) {
    self.logGroupName = logGroupName
    self.logGroupIdentifier = logGroupIdentifier
    self.logStreamName = logStreamName
    self.startTime = startTime
    self.endTime = endTime
    self.nextToken = nextToken
    self.limit = limit
    self.startFromHead = startFromHead
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    logGroupName = try shape.optional("logGroupName")
    logGroupIdentifier = try shape.optional("logGroupIdentifier")
    logStreamName = try shape.required("logStreamName")
    startTime = try shape.optional("startTime")
    endTime = try shape.optional("endTime")
    nextToken = try shape.optional("nextToken")
    limit = try shape.optional("limit")
    startFromHead = try shape.optional("startFromHead")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["logGroupName"] = logGroupName
    shape["logGroupIdentifier"] = logGroupIdentifier
    shape["logStreamName"] = logStreamName
    shape["startTime"] = startTime
    shape["endTime"] = endTime
    shape["nextToken"] = nextToken
    shape["limit"] = limit
    shape["startFromHead"] = startFromHead
  }
}

package struct GetLogEventsResponse: AWSShape {
  package var events: [OutputLogEvent]?
  package var nextForwardToken: String?
  package var nextBackwardToken: String?

  package init(
    events: [OutputLogEvent]? = nil, nextForwardToken: String? = nil, nextBackwardToken: String? = nil
  ) {
    self.events = events
    self.nextForwardToken = nextForwardToken
    self.nextBackwardToken = nextBackwardToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    events = try shape.optional("events")
    nextForwardToken = try shape.optional("nextForwardToken")
    nextBackwardToken = try shape.optional("nextBackwardToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["events"] = events
    shape["nextForwardToken"] = nextForwardToken
    shape["nextBackwardToken"] = nextBackwardToken
  }
}

/// A line of a log. Times are milliseconds since 1970.
package struct OutputLogEvent: AWSShape {
  package var timestamp: Int64?
  package var message: String?
  package var ingestionTime: Int64?

  package init(timestamp: Int64? = nil, message: String? = nil, ingestionTime: Int64? = nil) {
    self.timestamp = timestamp
    self.message = message
    self.ingestionTime = ingestionTime
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    timestamp = try shape.optional("timestamp")
    message = try shape.optional("message")
    ingestionTime = try shape.optional("ingestionTime")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["timestamp"] = timestamp
    shape["message"] = message
    shape["ingestionTime"] = ingestionTime
  }
}

extension LogsClient {
  /// A page of a log stream.
  package func getLogEvents(_ request: GetLogEventsRequest) async throws -> GetLogEventsResponse {
    try await call("GetLogEvents", subject: request.logStreamName, request)
  }

  /// All pages from the first event to the last that is there now. The service says that it is the last by naming
  /// the same token again.
  package func getLogEventsPages(_ request: GetLogEventsRequest) -> AWSPages<GetLogEventsResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      request.startFromHead = true
      let page = try await getLogEvents(request)
      return (page, page.nextForwardToken)
    }
  }
}
