package import AWSClient
package import JSONText

package struct RegisterJobDefinitionRequest: AWSShape {
  package var jobDefinitionName: String
  package var type: String
  package var parameters: [String: String]?
  package var schedulingPriority: Int?
  package var containerProperties: ContainerProperties?
  package var nodeProperties: JSONValue?
  package var retryStrategy: RetryStrategy?
  package var propagateTags: Bool?
  package var timeout: JobTimeout?
  package var tags: [String: String]?
  package var platformCapabilities: [String]?
  package var eksProperties: JSONValue?
  package var ecsProperties: EcsProperties?
  package var consumableResourceProperties: JSONValue?

  package init(
    jobDefinitionName: String, type: String, parameters: [String: String]? = nil, schedulingPriority: Int? = nil,
    containerProperties: ContainerProperties? = nil, nodeProperties: JSONValue? = nil,
    retryStrategy: RetryStrategy? = nil, propagateTags: Bool? = nil, timeout: JobTimeout? = nil,
    tags: [String: String]? = nil, platformCapabilities: [String]? = nil, eksProperties: JSONValue? = nil,
    ecsProperties: EcsProperties? = nil, consumableResourceProperties: JSONValue? = nil
  ) {
    self.jobDefinitionName = jobDefinitionName
    self.type = type
    self.parameters = parameters
    self.schedulingPriority = schedulingPriority
    self.containerProperties = containerProperties
    self.nodeProperties = nodeProperties
    self.retryStrategy = retryStrategy
    self.propagateTags = propagateTags
    self.timeout = timeout
    self.tags = tags
    self.platformCapabilities = platformCapabilities
    self.eksProperties = eksProperties
    self.ecsProperties = ecsProperties
    self.consumableResourceProperties = consumableResourceProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobDefinitionName = try shape.required("jobDefinitionName")
    type = try shape.required("type")
    parameters = try shape.optional("parameters")
    schedulingPriority = try shape.optional("schedulingPriority")
    containerProperties = try shape.optional("containerProperties")
    nodeProperties = try shape.optional("nodeProperties")
    retryStrategy = try shape.optional("retryStrategy")
    propagateTags = try shape.optional("propagateTags")
    timeout = try shape.optional("timeout")
    tags = try shape.optional("tags")
    platformCapabilities = try shape.optional("platformCapabilities")
    eksProperties = try shape.optional("eksProperties")
    ecsProperties = try shape.optional("ecsProperties")
    consumableResourceProperties = try shape.optional("consumableResourceProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobDefinitionName"] = jobDefinitionName
    shape["type"] = type
    shape["parameters"] = parameters
    shape["schedulingPriority"] = schedulingPriority
    shape["containerProperties"] = containerProperties
    shape["nodeProperties"] = nodeProperties
    shape["retryStrategy"] = retryStrategy
    shape["propagateTags"] = propagateTags
    shape["timeout"] = timeout
    shape["tags"] = tags
    shape["platformCapabilities"] = platformCapabilities
    shape["eksProperties"] = eksProperties
    shape["ecsProperties"] = ecsProperties
    shape["consumableResourceProperties"] = consumableResourceProperties
  }
}

package struct RegisterJobDefinitionResponse: AWSShape {
  package var jobDefinitionName: String
  package var jobDefinitionArn: String
  package var revision: Int

  package init(jobDefinitionName: String, jobDefinitionArn: String, revision: Int) {
    self.jobDefinitionName = jobDefinitionName
    self.jobDefinitionArn = jobDefinitionArn
    self.revision = revision
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobDefinitionName = try shape.required("jobDefinitionName")
    jobDefinitionArn = try shape.required("jobDefinitionArn")
    revision = try shape.required("revision")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobDefinitionName"] = jobDefinitionName
    shape["jobDefinitionArn"] = jobDefinitionArn
    shape["revision"] = revision
  }
}

extension BatchClient {
  /// Registers a definition, or a new revision of it.
  package func registerJobDefinition(_ request: RegisterJobDefinitionRequest) async throws
    -> RegisterJobDefinitionResponse
  {
    try await call("RegisterJobDefinition", "/v1/registerjobdefinition", subject: request.jobDefinitionName, request)
  }
}
