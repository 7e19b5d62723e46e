package import AWSClient

/// The container of an attempt.
package struct AttemptContainerDetail: AWSShape {
  package var containerInstanceArn: String?
  package var taskArn: String?
  package var exitCode: Int?
  package var reason: String?
  package var logStreamName: String?
  package var networkInterfaces: [NetworkInterface]?

  package init(
    containerInstanceArn: String? = nil, taskArn: String? = nil, exitCode: Int? = nil, reason: String? = nil,
    logStreamName: String? = nil, networkInterfaces: [NetworkInterface]? = nil
  ) {
    self.containerInstanceArn = containerInstanceArn
    self.taskArn = taskArn
    self.exitCode = exitCode
    self.reason = reason
    self.logStreamName = logStreamName
    self.networkInterfaces = networkInterfaces
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerInstanceArn = try shape.optional("containerInstanceArn")
    taskArn = try shape.optional("taskArn")
    exitCode = try shape.optional("exitCode")
    reason = try shape.optional("reason")
    logStreamName = try shape.optional("logStreamName")
    networkInterfaces = try shape.optional("networkInterfaces")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerInstanceArn"] = containerInstanceArn
    shape["taskArn"] = taskArn
    shape["exitCode"] = exitCode
    shape["reason"] = reason
    shape["logStreamName"] = logStreamName
    shape["networkInterfaces"] = networkInterfaces
  }
}
