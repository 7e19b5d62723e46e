import AWSServices

extension SubmitJobRequest {
  init(_ submission: JobSubmission) {
    let resources = submission.resources
    var requirements = [
      ResourceRequirement(value: String(resources.memory), type: "MEMORY"),
      ResourceRequirement(value: resources.vCPUText, type: "VCPU"),
    ]
    if resources.gpus > 0 { requirements.append(ResourceRequirement(value: String(resources.gpus), type: "GPU")) }
    self.init(
      jobName: submission.name, jobQueue: submission.queue, jobDefinition: submission.definition,
      arrayProperties: submission.arraySize.map { ArrayProperties(size: $0) },
      containerOverrides: ContainerOverrides(command: submission.command, resourceRequirements: requirements),
      propagateTags: true,
      timeout: submission.timeLimit.map { JobTimeout(attemptDurationSeconds: Int($0)) }, tags: submission.tags)
  }
}
