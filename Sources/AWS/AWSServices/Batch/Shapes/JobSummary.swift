package import AWSClient
package import JSONText

/// The main facts about a job. Times are milliseconds since 1970.
package struct JobSummary: AWSShape {
  package var jobId: String
  package var jobName: String
  package var jobArn: String?
  package var capacityUsage: [JSONValue]?
  package var createdAt: Int64?
  package var scheduledAt: Int64?
  package var shareIdentifier: String?
  package var status: String?
  package var statusReason: String?
  package var startedAt: Int64?
  package var stoppedAt: Int64?
  package var container: ContainerSummary?
  package var arrayProperties: ArrayPropertiesSummary?
  package var nodeProperties: JSONValue?
  package var jobDefinition: String?

  package init(
    jobId: String, jobName: String, jobArn: String? = nil, capacityUsage: [JSONValue]? = nil, createdAt: Int64? = nil,
    scheduledAt: Int64? = nil, shareIdentifier: String? = nil, status: String? = nil, statusReason: String? = nil,
    startedAt: Int64? = nil, stoppedAt: Int64? = nil, container: ContainerSummary? = nil,
    arrayProperties: ArrayPropertiesSummary? = nil, nodeProperties: JSONValue? = nil, jobDefinition: String? = nil
  ) {
    self.jobId = jobId
    self.jobName = jobName
    self.jobArn = jobArn
    self.capacityUsage = capacityUsage
    self.createdAt = createdAt
    self.scheduledAt = scheduledAt
    self.shareIdentifier = shareIdentifier
    self.status = status
    self.statusReason = statusReason
    self.startedAt = startedAt
    self.stoppedAt = stoppedAt
    self.container = container
    self.arrayProperties = arrayProperties
    self.nodeProperties = nodeProperties
    self.jobDefinition = jobDefinition
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobId = try shape.required("jobId")
    jobName = try shape.required("jobName")
    jobArn = try shape.optional("jobArn")
    capacityUsage = try shape.optional("capacityUsage")
    createdAt = try shape.optional("createdAt")
    scheduledAt = try shape.optional("scheduledAt")
    shareIdentifier = try shape.optional("shareIdentifier")
    status = try shape.optional("status")
    statusReason = try shape.optional("statusReason")
    startedAt = try shape.optional("startedAt")
    stoppedAt = try shape.optional("stoppedAt")
    container = try shape.optional("container")
    arrayProperties = try shape.optional("arrayProperties")
    nodeProperties = try shape.optional("nodeProperties")
    jobDefinition = try shape.optional("jobDefinition")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobId"] = jobId
    shape["jobName"] = jobName
    shape["jobArn"] = jobArn
    shape["capacityUsage"] = capacityUsage
    shape["createdAt"] = createdAt
    shape["scheduledAt"] = scheduledAt
    shape["shareIdentifier"] = shareIdentifier
    shape["status"] = status
    shape["statusReason"] = statusReason
    shape["startedAt"] = startedAt
    shape["stoppedAt"] = stoppedAt
    shape["container"] = container
    shape["arrayProperties"] = arrayProperties
    shape["nodeProperties"] = nodeProperties
    shape["jobDefinition"] = jobDefinition
  }
}
