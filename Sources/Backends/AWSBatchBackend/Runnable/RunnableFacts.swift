package import AWSServices

/// What is known of a job that has not started and of what it waits for: the whole input of ``RunnableExplanation``.
package struct RunnableFacts: Hashable, Sendable {
  package struct Job: Hashable, Sendable {
    package var id: String
    package var arn: String?
    package var statusReason: String?
    package var vCPUs: Double
    /// MiB.
    package var memory: Int64
    package var gpus: Int
    /// Since it was submitted; nil when that is not known.
    package var waited: Duration?

    package init(
      id: String, arn: String? = nil, statusReason: String? = nil, vCPUs: Double = 1, memory: Int64 = 2048,
      gpus: Int = 0,
      waited: Duration? = nil
    ) {
      self.id = id
      self.arn = arn
      self.statusReason = statusReason
      self.vCPUs = vCPUs
      self.memory = memory
      self.gpus = gpus
      self.waited = waited
    }
  }

  /// Jobs of the queue that have instances now.
  package struct Running: Hashable, Sendable {
    package var jobs: Int
    package var vCPUs: Double
    /// There are more than were counted.
    package var isPartial: Bool

    package init(jobs: Int, vCPUs: Double, isPartial: Bool = false) {
      self.jobs = jobs
      self.vCPUs = vCPUs
      self.isPartial = isPartial
    }
  }

  package var job: Job
  /// Name or ARN, as it was asked for.
  package var queueName: String
  /// Nil when it could not be asked or there is none.
  package var queue: JobQueueDetail?
  /// In the queue's order; those that could not be asked are left out.
  package var environments: [ComputeEnvironmentDetail]
  /// By the patterns of ``InstancePatterns``; nil when it could not be asked.
  package var instanceTypes: [InstanceTypeInfo]?
  package var running: Running?
  /// The ARNs of the jobs that are next, at most 100; nil when it could not be asked.
  package var front: [String]?
  /// What could not be asked, with the reason: `ec2:DescribeInstanceTypes (not allowed)`.
  package var unasked: [String]

  package init(
    job: Job, queueName: String, queue: JobQueueDetail? = nil, environments: [ComputeEnvironmentDetail] = [],
    instanceTypes: [InstanceTypeInfo]? = nil, running: Running? = nil, front: [String]? = nil, unasked: [String] = []
  ) {
    self.job = job
    self.queueName = queueName
    self.queue = queue
    self.environments = environments
    self.instanceTypes = instanceTypes
    self.running = running
    self.front = front
    self.unasked = unasked
  }
}

extension ComputeEnvironmentDetail {
  var isOnFargate: Bool { computeResources?.type?.hasPrefix("FARGATE") ?? false }
  var isSpot: Bool { computeResources?.type?.hasSuffix("SPOT") ?? false }
  var isManaged: Bool { type != "UNMANAGED" }
  /// It takes jobs.
  var isUsable: Bool { state != "DISABLED" && !["INVALID", "DELETING", "DELETED"].contains(status) }
  var maximum: Int? { isManaged ? computeResources?.maxvCpus : unmanagedvCpus }
}
