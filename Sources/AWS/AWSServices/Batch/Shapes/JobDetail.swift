package import AWSClient
package import JSONText

/// Everything about a job. Times are milliseconds since 1970.
package struct JobDetail: AWSShape {
  package var jobName: String
  package var jobId: String
  package var jobQueue: String
  package var status: String
  package var jobDefinition: String
  package var jobArn: String?
  package var shareIdentifier: String?
  package var schedulingPriority: Int?
  package var attempts: [AttemptDetail]?
  package var statusReason: String?
  package var createdAt: Int64?
  package var retryStrategy: RetryStrategy?
  package var startedAt: Int64?
  package var stoppedAt: Int64?
  package var dependsOn: [JobDependency]?
  package var parameters: [String: String]?
  package var container: ContainerDetail?
  package var nodeDetails: JSONValue?
  package var nodeProperties: JSONValue?
  package var arrayProperties: ArrayPropertiesDetail?
  package var timeout: JobTimeout?
  package var tags: [String: String]?
  package var propagateTags: Bool?
  package var platformCapabilities: [String]?
  package var eksProperties: JSONValue?
  package var eksAttempts: [JSONValue]?
  package var ecsProperties: EcsPropertiesDetail?
  package var isCancelled: Bool?
  package var isTerminated: Bool?
  package var consumableResourceProperties: JSONValue?

  package init(
    jobName: String, jobId: String, jobQueue: String, status: String, jobDefinition: String, jobArn: String? = nil,
    shareIdentifier: String? = nil, schedulingPriority: Int? = nil, attempts: [AttemptDetail]? = nil,
    statusReason: String? = nil, createdAt: Int64? = nil, retryStrategy: RetryStrategy? = nil, startedAt: Int64? = nil,
    stoppedAt: Int64? = nil, dependsOn: [JobDependency]? = nil, parameters: [String: String]? = nil,
    container: ContainerDetail? = nil, nodeDetails: JSONValue? = nil, nodeProperties: JSONValue? = nil,
    arrayProperties: ArrayPropertiesDetail? = nil, timeout: JobTimeout? = nil, tags: [String: String]? = nil,
    propagateTags: Bool? = nil, platformCapabilities: [String]? = nil, eksProperties: JSONValue? = nil,
    eksAttempts: [JSONValue]? = nil, ecsProperties: EcsPropertiesDetail? = nil, isCancelled: Bool? = nil,
    isTerminated: Bool? = nil, consumableResourceProperties: JSONValue? = nil
  ) {
    self.jobName = jobName
    self.jobId = jobId
    self.jobQueue = jobQueue
    self.status = status
    self.jobDefinition = jobDefinition
    self.jobArn = jobArn
    self.shareIdentifier = shareIdentifier
    self.schedulingPriority = schedulingPriority
    self.attempts = attempts
    self.statusReason = statusReason
    self.createdAt = createdAt
    self.retryStrategy = retryStrategy
    self.startedAt = startedAt
    self.stoppedAt = stoppedAt
    self.dependsOn = dependsOn
    self.parameters = parameters
    self.container = container
    self.nodeDetails = nodeDetails
    self.nodeProperties = nodeProperties
    self.arrayProperties = arrayProperties
    self.timeout = timeout
    self.tags = tags
    self.propagateTags = propagateTags
    self.platformCapabilities = platformCapabilities
    self.eksProperties = eksProperties
    self.eksAttempts = eksAttempts
    self.ecsProperties = ecsProperties
    self.isCancelled = isCancelled
    self.isTerminated = isTerminated
    self.consumableResourceProperties = consumableResourceProperties
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobName = try shape.required("jobName")
    jobId = try shape.required("jobId")
    jobQueue = try shape.required("jobQueue")
    status = try shape.required("status")
    jobDefinition = try shape.required("jobDefinition")
    jobArn = try shape.optional("jobArn")
    shareIdentifier = try shape.optional("shareIdentifier")
    schedulingPriority = try shape.optional("schedulingPriority")
    attempts = try shape.optional("attempts")
    statusReason = try shape.optional("statusReason")
    createdAt = try shape.optional("createdAt")
    retryStrategy = try shape.optional("retryStrategy")
    startedAt = try shape.optional("startedAt")
    stoppedAt = try shape.optional("stoppedAt")
    dependsOn = try shape.optional("dependsOn")
    parameters = try shape.optional("parameters")
    container = try shape.optional("container")
    nodeDetails = try shape.optional("nodeDetails")
    nodeProperties = try shape.optional("nodeProperties")
    arrayProperties = try shape.optional("arrayProperties")
    timeout = try shape.optional("timeout")
    tags = try shape.optional("tags")
    propagateTags = try shape.optional("propagateTags")
    platformCapabilities = try shape.optional("platformCapabilities")
    eksProperties = try shape.optional("eksProperties")
    eksAttempts = try shape.optional("eksAttempts")
    ecsProperties = try shape.optional("ecsProperties")
    isCancelled = try shape.optional("isCancelled")
    isTerminated = try shape.optional("isTerminated")
    consumableResourceProperties = try shape.optional("consumableResourceProperties")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobName"] = jobName
    shape["jobId"] = jobId
    shape["jobQueue"] = jobQueue
    shape["status"] = status
    shape["jobDefinition"] = jobDefinition
    shape["jobArn"] = jobArn
    shape["shareIdentifier"] = shareIdentifier
    shape["schedulingPriority"] = schedulingPriority
    shape["attempts"] = attempts
    shape["statusReason"] = statusReason
    shape["createdAt"] = createdAt
    shape["retryStrategy"] = retryStrategy
    shape["startedAt"] = startedAt
    shape["stoppedAt"] = stoppedAt
    shape["dependsOn"] = dependsOn
    shape["parameters"] = parameters
    shape["container"] = container
    shape["nodeDetails"] = nodeDetails
    shape["nodeProperties"] = nodeProperties
    shape["arrayProperties"] = arrayProperties
    shape["timeout"] = timeout
    shape["tags"] = tags
    shape["propagateTags"] = propagateTags
    shape["platformCapabilities"] = platformCapabilities
    shape["eksProperties"] = eksProperties
    shape["eksAttempts"] = eksAttempts
    shape["ecsProperties"] = ecsProperties
    shape["isCancelled"] = isCancelled
    shape["isTerminated"] = isTerminated
    shape["consumableResourceProperties"] = consumableResourceProperties
  }
}
