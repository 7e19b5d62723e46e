package import AWSClient
package import JSONText

/// A revision of a job definition.
package struct JobDefinition: AWSShape {
  package var jobDefinitionName: String
  package var jobDefinitionArn: String
  package var revision: Int
  package var type: String
  package var status: String?
  package var schedulingPriority: Int?
  package var parameters: [String: String]?
  package var retryStrategy: RetryStrategy?
  package var containerProperties: ContainerProperties?
  package var timeout: JobTimeout?
  package var nodeProperties: JSONValue?
  package var tags: [String: String]?
  package var propagateTags: Bool?
  package var platformCapabilities: [String]?
  package var ecsProperties: EcsProperties?
  package var eksProperties: JSONValue?
  package var containerOrchestrationType: String?
  package var consumableResourceProperties: JSONValue?

  package init(
    jobDefinitionName: String, jobDefinitionArn: String, revision: Int, type: String, status: String? = nil,
    schedulingPriority: Int? = nil, parameters: [String: String]? = nil, retryStrategy: RetryStrategy? = nil,
    containerProperties: ContainerProperties? = nil, timeout: JobTimeout? = nil, nodeProperties: JSONValue? = nil,
    tags: [String: String]? = nil, propagateTags: Bool? = nil, platformCapabilities: [String]? = nil,
    ecsProperties: EcsProperties? = nil, eksProperties: JSONValue? = nil, containerOrchestrationType: String? = nil,
    consumableResourceProperties: JSONValue? = nil
  ) {
    self.jobDefinitionName = jobDefinitionName
    self.jobDefinitionArn = jobDefinitionArn
    self.revision = revision
    self.type = type
    self.status = status
    self.schedulingPriority = schedulingPriority
    self.parameters = parameters
    self.retryStrategy = retryStrategy
    self.containerProperties = containerProperties
    self.timeout = timeout
    self.nodeProperties = nodeProperties
    self.tags = tags
    self.propagateTags = propagateTags
    self.platformCapabilities = platformCapabilities
    self.ecsProperties = ecsProperties
    self.eksProperties = eksProperties
    self.containerOrchestrationType = containerOrchestrationType
    self.consumableResourceProperties = consumableResourceProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobDefinitionName = try shape.required("jobDefinitionName")
    jobDefinitionArn = try shape.required("jobDefinitionArn")
    revision = try shape.required("revision")
    type = try shape.required("type")
    status = try shape.optional("status")
    schedulingPriority = try shape.optional("schedulingPriority")
    parameters = try shape.optional("parameters")
    retryStrategy = try shape.optional("retryStrategy")
    containerProperties = try shape.optional("containerProperties")
    timeout = try shape.optional("timeout")
    nodeProperties = try shape.optional("nodeProperties")
    tags = try shape.optional("tags")
    propagateTags = try shape.optional("propagateTags")
    platformCapabilities = try shape.optional("platformCapabilities")
    ecsProperties = try shape.optional("ecsProperties")
    eksProperties = try shape.optional("eksProperties")
    containerOrchestrationType = try shape.optional("containerOrchestrationType")
    consumableResourceProperties = try shape.optional("consumableResourceProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobDefinitionName"] = jobDefinitionName
    shape["jobDefinitionArn"] = jobDefinitionArn
    shape["revision"] = revision
    shape["type"] = type
    shape["status"] = status
    shape["schedulingPriority"] = schedulingPriority
    shape["parameters"] = parameters
    shape["retryStrategy"] = retryStrategy
    shape["containerProperties"] = containerProperties
    shape["timeout"] = timeout
    shape["nodeProperties"] = nodeProperties
    shape["tags"] = tags
    shape["propagateTags"] = propagateTags
    shape["platformCapabilities"] = platformCapabilities
    shape["ecsProperties"] = ecsProperties
    shape["eksProperties"] = eksProperties
    shape["containerOrchestrationType"] = containerOrchestrationType
    shape["consumableResourceProperties"] = consumableResourceProperties
  }
}
