package import AWSClient

/// One container of an attempt's task.
package struct AttemptTaskContainerDetails: AWSShape {
  package var exitCode: Int?
  package var name: String?
  package var reason: String?
  package var logStreamName: String?
  package var networkInterfaces: [NetworkInterface]?

  package init(
    exitCode: Int? = nil, name: String? = nil, reason: String? = nil, logStreamName: String? = nil,
    networkInterfaces: [NetworkInterface]? = nil
  ) {
    self.exitCode = exitCode
    self.name = name
    self.reason = reason
    self.logStreamName = logStreamName
    self.networkInterfaces = networkInterfaces
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    exitCode = try shape.optional("exitCode")
    name = try shape.optional("name")
    reason = try shape.optional("reason")
    logStreamName = try shape.optional("logStreamName")
    networkInterfaces = try shape.optional("networkInterfaces")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["exitCode"] = exitCode
    shape["name"] = name
    shape["reason"] = reason
    shape["logStreamName"] = logStreamName
    shape["networkInterfaces"] = networkInterfaces
  }
}
