import AWSClient
import AWSServices

/// Asks AWS for what ``RunnableExplanation`` decides by. What may not be asked is left out, and said.
struct RunnableInquiry: Sendable {
  private let batch: BatchClient
  private let ec2: EC2Client
  private let clock: any AWSClock

  /// What all jobs of a queue have in common.
  struct QueueFacts: Sendable {
    var queue: JobQueueDetail?
    var environments: [ComputeEnvironmentDetail] = []
    var instanceTypes: [InstanceTypeInfo]?
    var running: RunnableFacts.Running?
    var front: [String]?
    var unasked: [String] = []
  }

  init(_ configuration: AWSConfiguration) {
    batch = BatchClient(configuration)
    ec2 = EC2Client(configuration)
    clock = configuration.clock
  }

  /// Everything about jobs, at most 100.
  func details(of ids: [String]) async throws -> [JobDetail] {
    try await batch.describeJobs(DescribeJobsRequest(jobs: ids)).jobs ?? []
  }

  /// Some child of an array that is RUNNABLE; nil when there is none.
  func runnableChild(of array: String) async throws -> JobDetail? {
    let page = try await batch.listJobs(ListJobsRequest(arrayJobId: array, jobStatus: "RUNNABLE", maxResults: 1))
    guard let id = page.jobSummaryList.first?.jobId else { return nil }
    return try await details(of: [id]).first
  }

  func queueFacts(_ name: String) async throws -> QueueFacts {
    var facts = QueueFacts()
    facts.queue = try await ask("batch:DescribeJobQueues", &facts) { try await queue(name) } ?? nil
    try await addEnvironments(&facts)
    try await addInstanceTypes(&facts)
    facts.running = try await ask("batch:ListJobs", &facts) { try await running(in: name) }
    facts.front = try await ask("batch:GetJobQueueSnapshot", &facts) {
      let snapshot = try await batch.getJobQueueSnapshot(GetJobQueueSnapshotRequest(jobQueue: name))
      return (snapshot.frontOfQueue?.jobs ?? []).compactMap(\.jobArn)
    }
    return facts
  }

  /// Nil when there is none of that name or ARN.
  func queue(_ name: String) async throws -> JobQueueDetail? {
    try await batch.describeJobQueues(DescribeJobQueuesRequest(jobQueues: [name])).jobQueues?.first
  }

  /// The names of the region's queues, sorted.
  func queueNames() async throws -> [String] {
    (try await batch.describeJobQueues(DescribeJobQueuesRequest()).jobQueues ?? []).map(\.jobQueueName).sorted()
  }

  /// Looks at the compute environments of the queue that the facts have.
  func addEnvironments(_ facts: inout QueueFacts) async throws {
    let order = (facts.queue?.computeEnvironmentOrder ?? []).sorted { $0.order < $1.order }.map(\.computeEnvironment)
    guard !order.isEmpty else { return }
    let found = try await ask("batch:DescribeComputeEnvironments", &facts) {
      try await batch.describeComputeEnvironments(DescribeComputeEnvironmentsRequest(computeEnvironments: order))
        .computeEnvironments ?? []
    }
    facts.environments = order.compactMap { name in
      found?.first { $0.computeEnvironmentArn == name || $0.computeEnvironmentName == name }
    }
  }

  /// Looks at the instance types that the facts' compute environments allow.
  func addInstanceTypes(_ facts: inout QueueFacts) async throws {
    facts.instanceTypes = try await instanceTypes(&facts)
  }

  func facts(of job: JobDetail, _ common: QueueFacts) -> RunnableFacts {
    RunnableFacts(
      job: RunnableFacts.Job(job, now: clock.now()), queueName: job.jobQueue, queue: common.queue,
      environments: common.environments, instanceTypes: common.instanceTypes, running: common.running,
      front: common.front, unasked: common.unasked)
  }

  private func instanceTypes(_ facts: inout QueueFacts) async throws -> [InstanceTypeInfo]? {
    let allowed = facts.environments.filter { !$0.isOnFargate }.flatMap { $0.computeResources?.instanceTypes ?? [] }
    let patterns = Array(Set(InstancePatterns(allowed).patterns).sorted().prefix(200))
    guard !patterns.isEmpty else { return nil }
    return try await ask("ec2:DescribeInstanceTypes", &facts) {
      var types: [InstanceTypeInfo] = []
      for try await page in ec2.describeInstanceTypesPages(DescribeInstanceTypesRequest(patterns: patterns)) {
        types += page.instanceTypes
      }
      return types
    }
  }

  /// Counts up to 100 jobs of each state. An array is PENDING while its children run, which are not listed with it.
  private func running(in queue: String) async throws -> RunnableFacts.Running {
    var running = RunnableFacts.Running(jobs: 0, vCPUs: 0)
    for state in ["RUNNING", "STARTING", "PENDING"] {
      let page = try await batch.listJobs(ListJobsRequest(jobQueue: queue, jobStatus: state, maxResults: 100))
      running.isPartial = running.isPartial || page.nextToken != nil
      let isArrays = state == "PENDING"
      let ids = page.jobSummaryList.filter { !isArrays || $0.arrayProperties?.size != nil }.map(\.jobId)
      for detail in ids.isEmpty ? [] : try await details(of: ids) {
        let counts = detail.arrayProperties?.statusSummary ?? [:]
        let count = isArrays ? (counts["RUNNING"] ?? 0) + (counts["STARTING"] ?? 0) : 1
        running.jobs += count
        running.vCPUs += Double(count) * RunnableFacts.Job(detail, now: clock.now()).vCPUs
      }
    }
    return running
  }

  /// Nil when it was refused or failed, which is noted.
  private func ask<Answer>(
    _ permission: String, _ facts: inout QueueFacts, _ question: () async throws -> Answer
  ) async throws -> Answer? {
    do {
      return try await question()
    } catch let error as AWSError {
      facts.unasked.append(permission + (error.isAccessDenied ? " (not allowed)" : " (\(error.code ?? error.message))"))
      return nil
    }
  }
}

extension RunnableFacts.Job {
  init(_ detail: JobDetail, now: UnixTime) {
    self.init(id: detail.jobId, arn: detail.jobArn, statusReason: detail.statusReason)
    let container = detail.container
    for requirement in container?.resourceRequirements ?? [] {
      switch requirement.type {
      case "VCPU": vCPUs = Double(requirement.value) ?? vCPUs
      case "MEMORY": memory = Int64(requirement.value) ?? memory
      case "GPU": gpus = Int(requirement.value) ?? gpus
      default: break
      }
    }
    if container?.resourceRequirements?.isEmpty ?? true {
      vCPUs = container?.vcpus.map(Double.init) ?? vCPUs
      memory = container?.memory.map(Int64.init) ?? memory
    }
    waited = detail.createdAt.map { .seconds(max(0, now.seconds - Double($0) / 1000)) }
  }
}
