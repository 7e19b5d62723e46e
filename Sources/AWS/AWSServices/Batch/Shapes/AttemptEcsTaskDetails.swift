package import AWSClient

/// The ECS task of an attempt.
package struct AttemptEcsTaskDetails: AWSShape {
  package var containerInstanceArn: String?
  package var taskArn: String?
  package var containers: [AttemptTaskContainerDetails]?

  package init(
    containerInstanceArn: String? = nil, taskArn: String? = nil, containers: [AttemptTaskContainerDetails]? = nil
  ) {
    self.containerInstanceArn = containerInstanceArn
    self.taskArn = taskArn
    self.containers = containers
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    containerInstanceArn = try shape.optional("containerInstanceArn")
    taskArn = try shape.optional("taskArn")
    containers = try shape.optional("containers")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["containerInstanceArn"] = containerInstanceArn
    shape["taskArn"] = taskArn
    shape["containers"] = containers
  }
}
