package import AWSClient
package import JSONText

/// A compute environment.
package struct ComputeEnvironmentDetail: AWSShape {
  package var computeEnvironmentName: String
  package var computeEnvironmentArn: String
  package var unmanagedvCpus: Int?
  package var ecsClusterArn: String?
  package var tags: [String: String]?
  package var type: String?
  package var state: String?
  package var status: String?
  package var statusReason: String?
  package var computeResources: ComputeResource?
  package var serviceRole: String?
  package var updatePolicy: UpdatePolicy?
  package var eksConfiguration: JSONValue?
  package var containerOrchestrationType: String?
  package var uuid: String?
  package var context: String?

  package init(
    computeEnvironmentName: String, computeEnvironmentArn: String, unmanagedvCpus: Int? = nil,
    ecsClusterArn: String? = nil, tags: [String: String]? = nil, type: String? = nil, state: String? = nil,
    status: String? = nil, statusReason: String? = nil, computeResources: ComputeResource? = nil,
    serviceRole: String? = nil, updatePolicy: UpdatePolicy? = nil, eksConfiguration: JSONValue? = nil,
    containerOrchestrationType: String? = nil, uuid: String? = nil, context: String? = nil
  ) {
    self.computeEnvironmentName = computeEnvironmentName
    self.computeEnvironmentArn = computeEnvironmentArn
    self.unmanagedvCpus = unmanagedvCpus
    self.ecsClusterArn = ecsClusterArn
    self.tags = tags
    self.type = type
    self.state = state
    self.status = status
    self.statusReason = statusReason
    self.computeResources = computeResources
    self.serviceRole = serviceRole
    self.updatePolicy = updatePolicy
    self.eksConfiguration = eksConfiguration
    self.containerOrchestrationType = containerOrchestrationType
    self.uuid = uuid
    self.context = context
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    computeEnvironmentName = try shape.required("computeEnvironmentName")
    computeEnvironmentArn = try shape.required("computeEnvironmentArn")
    unmanagedvCpus = try shape.optional("unmanagedvCpus")
    ecsClusterArn = try shape.optional("ecsClusterArn")
    tags = try shape.optional("tags")
    type = try shape.optional("type")
    state = try shape.optional("state")
    status = try shape.optional("status")
    statusReason = try shape.optional("statusReason")
    computeResources = try shape.optional("computeResources")
    serviceRole = try shape.optional("serviceRole")
    updatePolicy = try shape.optional("updatePolicy")
    eksConfiguration = try shape.optional("eksConfiguration")
    containerOrchestrationType = try shape.optional("containerOrchestrationType")
    uuid = try shape.optional("uuid")
    context = try shape.optional("context")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["computeEnvironmentName"] = computeEnvironmentName
    shape["computeEnvironmentArn"] = computeEnvironmentArn
    shape["unmanagedvCpus"] = unmanagedvCpus
    shape["ecsClusterArn"] = ecsClusterArn
    shape["tags"] = tags
    shape["type"] = type
    shape["state"] = state
    shape["status"] = status
    shape["statusReason"] = statusReason
    shape["computeResources"] = computeResources
    shape["serviceRole"] = serviceRole
    shape["updatePolicy"] = updatePolicy
    shape["eksConfiguration"] = eksConfiguration
    shape["containerOrchestrationType"] = containerOrchestrationType
    shape["uuid"] = uuid
    shape["context"] = context
  }
}
