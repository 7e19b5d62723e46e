import AWSServices
import JSONText

extension SubmitJobRequest {
  init(_ submission: JobSubmission) {
    let resources = submission.resources
    var requirements = [
      ResourceRequirement(value: String(resources.memory), type: "MEMORY"),
      ResourceRequirement(value: resources.vCPUText, type: "VCPU"),
    ]
    if resources.gpus > 0 { requirements.append(ResourceRequirement(value: String(resources.gpus), type: "GPU")) }
    let overrides = ContainerOverrides(
      command: submission.command, environment: submission.environment.isEmpty ? nil : submission.environment,
      resourceRequirements: requirements)
    self.init(
      jobName: submission.name, jobQueue: submission.queue, jobDefinition: submission.definition,
      shareIdentifier: submission.shareIdentifier, schedulingPriorityOverride: submission.schedulingPriority,
      arrayProperties: submission.arraySize.map { ArrayProperties(size: $0) },
      containerOverrides: submission.hasAgentContainer ? nil : overrides,
      retryStrategy: submission.retryStrategy, propagateTags: submission.propagatesTags,
      timeout: submission.timeLimit.map { JobTimeout(attemptDurationSeconds: Int($0)) }, tags: submission.tags,
      ecsPropertiesOverride: submission.hasAgentContainer ? AgentContainer.overrides(overrides) : nil,
      consumableResourcePropertiesOverride: Self.consumables(submission.consumableResources))
  }

  private static func consumables(_ resources: [String: Int64]) -> JSONValue? {
    guard !resources.isEmpty else { return nil }
    let list = resources.sorted { $0.key < $1.key }.map {
      JSONValue.object(["consumableResource": .string($0.key), "quantity": .int($0.value)])
    }
    return ["consumableResourceList": .array(list)]
  }
}
