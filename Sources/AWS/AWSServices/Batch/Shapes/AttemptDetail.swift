package import AWSClient

/// One attempt that has ended.
package struct AttemptDetail: AWSShape {
  package var container: AttemptContainerDetail?
  package var startedAt: Int64?
  package var stoppedAt: Int64?
  package var statusReason: String?
  package var taskProperties: [AttemptEcsTaskDetails]?

  package init(
    container: AttemptContainerDetail? = nil, startedAt: Int64? = nil, stoppedAt: Int64? = nil,
    statusReason: String? = nil, taskProperties: [AttemptEcsTaskDetails]? = nil
  ) {
    self.container = container
    self.startedAt = startedAt
    self.stoppedAt = stoppedAt
    self.statusReason = statusReason
    self.taskProperties = taskProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    container = try shape.optional("container")
    startedAt = try shape.optional("startedAt")
    stoppedAt = try shape.optional("stoppedAt")
    statusReason = try shape.optional("statusReason")
    taskProperties = try shape.optional("taskProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["container"] = container
    shape["startedAt"] = startedAt
    shape["stoppedAt"] = stoppedAt
    shape["statusReason"] = statusReason
    shape["taskProperties"] = taskProperties
  }
}
