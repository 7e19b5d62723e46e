package import AWSClient
package import JSONText

package struct SubmitJobRequest: AWSShape {
  package var jobName: String
  package var jobQueue: String
  package var jobDefinition: String
  package var shareIdentifier: String?
  package var schedulingPriorityOverride: Int?
  package var arrayProperties: ArrayProperties?
  package var dependsOn: [JobDependency]?
  package var parameters: [String: String]?
  package var containerOverrides: ContainerOverrides?
  package var nodeOverrides: JSONValue?
  package var retryStrategy: RetryStrategy?
  package var propagateTags: Bool?
  package var timeout: JobTimeout?
  package var tags: [String: String]?
  package var eksPropertiesOverride: JSONValue?
  package var ecsPropertiesOverride: EcsPropertiesOverride?
  package var consumableResourcePropertiesOverride: JSONValue?

  package init(
    jobName: String, jobQueue: String, jobDefinition: String, shareIdentifier: String? = nil,
    schedulingPriorityOverride: Int? = nil, arrayProperties: ArrayProperties? = nil, dependsOn: [JobDependency]? = nil,
    parameters: [String: String]? = nil, containerOverrides: ContainerOverrides? = nil, nodeOverrides: JSONValue? = nil,
    retryStrategy: RetryStrategy? = nil, propagateTags: Bool? = nil, timeout: JobTimeout? = nil,
    tags: [String: String]? = nil, eksPropertiesOverride: JSONValue? = nil,
    ecsPropertiesOverride: EcsPropertiesOverride? = nil, consumableResourcePropertiesOverride: JSONValue? = nil
  ) {
    self.jobName = jobName
    self.jobQueue = jobQueue
    self.jobDefinition = jobDefinition
    self.shareIdentifier = shareIdentifier
    self.schedulingPriorityOverride = schedulingPriorityOverride
    self.arrayProperties = arrayProperties
    self.dependsOn = dependsOn
    self.parameters = parameters
    self.containerOverrides = containerOverrides
    self.nodeOverrides = nodeOverrides
    self.retryStrategy = retryStrategy
    self.propagateTags = propagateTags
    self.timeout = timeout
    self.tags = tags
    self.eksPropertiesOverride = eksPropertiesOverride
    self.ecsPropertiesOverride = ecsPropertiesOverride
    self.consumableResourcePropertiesOverride = consumableResourcePropertiesOverride
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobName = try shape.required("jobName")
    jobQueue = try shape.required("jobQueue")
    jobDefinition = try shape.required("jobDefinition")
    shareIdentifier = try shape.optional("shareIdentifier")
    schedulingPriorityOverride = try shape.optional("schedulingPriorityOverride")
    arrayProperties = try shape.optional("arrayProperties")
    dependsOn = try shape.optional("dependsOn")
    parameters = try shape.optional("parameters")
    containerOverrides = try shape.optional("containerOverrides")
    nodeOverrides = try shape.optional("nodeOverrides")
    retryStrategy = try shape.optional("retryStrategy")
    propagateTags = try shape.optional("propagateTags")
    timeout = try shape.optional("timeout")
    tags = try shape.optional("tags")
    eksPropertiesOverride = try shape.optional("eksPropertiesOverride")
    ecsPropertiesOverride = try shape.optional("ecsPropertiesOverride")
    consumableResourcePropertiesOverride = try shape.optional("consumableResourcePropertiesOverride")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobName"] = jobName
    shape["jobQueue"] = jobQueue
    shape["jobDefinition"] = jobDefinition
    shape["shareIdentifier"] = shareIdentifier
    shape["schedulingPriorityOverride"] = schedulingPriorityOverride
    shape["arrayProperties"] = arrayProperties
    shape["dependsOn"] = dependsOn
    shape["parameters"] = parameters
    shape["containerOverrides"] = containerOverrides
    shape["nodeOverrides"] = nodeOverrides
    shape["retryStrategy"] = retryStrategy
    shape["propagateTags"] = propagateTags
    shape["timeout"] = timeout
    shape["tags"] = tags
    shape["eksPropertiesOverride"] = eksPropertiesOverride
    shape["ecsPropertiesOverride"] = ecsPropertiesOverride
    shape["consumableResourcePropertiesOverride"] = consumableResourcePropertiesOverride
  }
}

package struct SubmitJobResponse: AWSShape {
  package var jobName: String
  package var jobId: String
  package var jobArn: String?

  package init(jobName: String, jobId: String, jobArn: String? = nil) {
    self.jobName = jobName
    self.jobId = jobId
    self.jobArn = jobArn
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobName = try shape.required("jobName")
    jobId = try shape.required("jobId")
    jobArn = try shape.optional("jobArn")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobName"] = jobName
    shape["jobId"] = jobId
    shape["jobArn"] = jobArn
  }
}

extension BatchClient {
  /// Submits a job. When an answer gets lost the request is sent again, and then there may be two jobs of that name.
  package func submitJob(_ request: SubmitJobRequest) async throws -> SubmitJobResponse {
    try await call("SubmitJob", "/v1/submitjob", subject: request.jobName, request)
  }
}
