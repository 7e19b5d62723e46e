package import AWSClient
package import JSONText

/// A job queue.
package struct JobQueueDetail: AWSShape {
  package var jobQueueName: String
  package var jobQueueArn: String
  package var state: String
  package var priority: Int
  package var computeEnvironmentOrder: [ComputeEnvironmentOrder]
  package var schedulingPolicyArn: String?
  package var status: String?
  package var statusReason: String?
  package var serviceEnvironmentOrder: [JSONValue]?
  package var jobQueueType: String?
  package var tags: [String: String]?
  package var jobStateTimeLimitActions: [JobStateTimeLimitAction]?

  package init(
    jobQueueName: String, jobQueueArn: String, state: String, priority: Int,
    computeEnvironmentOrder: [ComputeEnvironmentOrder], schedulingPolicyArn: String? = nil, status: String? = nil,
    statusReason: String? = nil, serviceEnvironmentOrder: [JSONValue]? = nil, jobQueueType: String? = nil,
    tags: [String: String]? = nil, jobStateTimeLimitActions: [JobStateTimeLimitAction]? = nil
  ) {
    self.jobQueueName = jobQueueName
    self.jobQueueArn = jobQueueArn
    self.state = state
    self.priority = priority
    self.computeEnvironmentOrder = computeEnvironmentOrder
    self.schedulingPolicyArn = schedulingPolicyArn
    self.status = status
    self.statusReason = statusReason
    self.serviceEnvironmentOrder = serviceEnvironmentOrder
    self.jobQueueType = jobQueueType
    self.tags = tags
    self.jobStateTimeLimitActions = jobStateTimeLimitActions
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobQueueName = try shape.required("jobQueueName")
    jobQueueArn = try shape.required("jobQueueArn")
    state = try shape.required("state")
    priority = try shape.required("priority")
    computeEnvironmentOrder = try shape.required("computeEnvironmentOrder")
    schedulingPolicyArn = try shape.optional("schedulingPolicyArn")
    status = try shape.optional("status")
    statusReason = try shape.optional("statusReason")
    serviceEnvironmentOrder = try shape.optional("serviceEnvironmentOrder")
    jobQueueType = try shape.optional("jobQueueType")
    tags = try shape.optional("tags")
    jobStateTimeLimitActions = try shape.optional("jobStateTimeLimitActions")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobQueueName"] = jobQueueName
    shape["jobQueueArn"] = jobQueueArn
    shape["state"] = state
    shape["priority"] = priority
    shape["computeEnvironmentOrder"] = computeEnvironmentOrder
    shape["schedulingPolicyArn"] = schedulingPolicyArn
    shape["status"] = status
    shape["statusReason"] = statusReason
    shape["serviceEnvironmentOrder"] = serviceEnvironmentOrder
    shape["jobQueueType"] = jobQueueType
    shape["tags"] = tags
    shape["jobStateTimeLimitActions"] = jobStateTimeLimitActions
  }
}
