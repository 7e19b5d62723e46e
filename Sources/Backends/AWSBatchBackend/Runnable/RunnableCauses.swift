import AWSServices
import WorkflowModel

/// Goes through everything that can keep a job from starting.
struct RunnableCauses {
  private let facts: RunnableFacts
  private let usable: [ComputeEnvironmentDetail]
  private var causes: [RunnableExplanation.Cause] = []

  /// Instances that come take a few minutes.
  private static let timeToBoot = Duration.seconds(600)

  init(_ facts: RunnableFacts) {
    self.facts = facts
    usable = facts.environments.filter(\.isUsable)
  }

  private var job: RunnableFacts.Job { facts.job }
  private var queue: String { facts.queue?.jobQueueName ?? facts.queueName }

  mutating func find() -> [RunnableExplanation.Cause] {
    lookAtQueue()
    lookAtEnvironments()
    lookAtSizes()
    lookAtReason()
    lookAtCapacity()
    lookAtFront()
    lookAtInstances()
    if causes.isEmpty {
      add(
        "none-found", .possible, "nothing is wrong that can be seen: Batch is about to place it or waits for instances",
        "wait some minutes, and ask again")
    }
    return causes
  }

  /// Why the request fits nowhere, whatever else is the matter; nil when it fits for all that is known.
  mutating func misfit() -> RunnableExplanation.Cause? {
    lookAtSizes()
    return causes.first
  }

  private mutating func add(
    _ id: String, _ certainty: RunnableExplanation.Certainty, _ text: String, _ advice: String
  ) {
    guard !causes.contains(where: { $0.id == id }) else { return }
    causes.append(RunnableExplanation.Cause(id: id, certainty: certainty, text: text, advice: advice))
  }

  private var request: String {
    let cpus = job.vCPUs == job.vCPUs.rounded() ? String(Int(job.vCPUs)) : String(job.vCPUs)
    return "\(cpus) vCPU\(job.vCPUs == 1 ? "" : "s") and \(Self.size(job.memory))"
      + (job.gpus > 0 ? " and \(job.gpus) GPU\(job.gpus == 1 ? "" : "s")" : "")
  }

  private static func size(_ memory: Int64) -> String {
    memory % 1024 == 0 ? "\(memory / 1024) GiB" : "\(memory) MiB"
  }

  // MARK: State of queue and compute environments

  private mutating func lookAtQueue() {
    guard let queue = facts.queue else { return }
    if queue.state == "DISABLED" {
      add(
        "queue-disabled", .certain, "the job queue \(queue.jobQueueName) is DISABLED",
        "enable it: aws batch update-job-queue --job-queue \(queue.jobQueueName) --state ENABLED")
    }
    if queue.status == "INVALID" {
      add(
        "queue-invalid", .certain,
        "the job queue \(queue.jobQueueName) is INVALID" + (queue.statusReason.map { ": \($0)" } ?? ""),
        "repair the queue, or send the job to another")
    }
  }

  private mutating func lookAtEnvironments() {
    let certainty: RunnableExplanation.Certainty = usable.isEmpty ? .certain : .possible
    for environment in facts.environments where !environment.isUsable {
      let name = environment.computeEnvironmentName
      let reason = environment.statusReason.map { ": \($0)" } ?? ""
      if environment.state == "DISABLED" {
        add(
          "environment-disabled", certainty, "the compute environment \(name) is DISABLED",
          "enable it: aws batch update-compute-environment --compute-environment \(name) --state ENABLED")
      } else {
        add(
          "environment-invalid", certainty,
          "the compute environment \(name) is \(environment.status ?? "not usable")\(reason)",
          "correct what it complains of (often its service role or a launch template), then update or replace it")
      }
    }
  }

  // MARK: What the job asks for

  private mutating func lookAtSizes() {
    guard !usable.isEmpty else { return }
    let wide = usable.filter { Double($0.maximum ?? .max) >= job.vCPUs }
    if wide.isEmpty, let most = usable.compactMap(\.maximum).max() {
      add(
        "max-vcpus-too-small", .certain,
        "the job asks for \(request), but no compute environment of \(queue) may have more than \(most) vCPUs",
        "raise maxvCpus, or ask for fewer cores")
      return
    }
    let verdicts = wide.compactMap { fit($0) }
    guard verdicts.count == wide.count else { return }
    let names = wide.map(\.computeEnvironmentName).joined(separator: ", ")
    if verdicts.contains(.holds) { return }
    for case .tight(let type) in verdicts {
      add(
        "memory-too-tight", .likely,
        "the job asks for all the memory of \(type.name) (\(Self.size(type.memory))), of which the system and the ECS agent "
          + "keep some back",
        "ask for \(Self.size(InstanceFit.usableMemory(type))) or less, or allow larger instances in \(names)")
      return
    }
    refuse(verdicts, names)
  }

  private mutating func refuse(_ verdicts: [InstanceFit.Verdict], _ names: String) {
    if wantsGPUsOfFargate {
      add(
        "fargate-has-no-gpus", .certain, "the job asks for \(request), and Fargate has no GPUs",
        "send it to a queue on EC2 instances with GPUs")
      return
    }
    let largest = verdicts.compactMap { if case .none(let type?) = $0 { type } else { nil } }
      .max { ($0.gpus, $0.vCPUs, $0.memory) < ($1.gpus, $1.vCPUs, $1.memory) }
    let has = largest.map {
      "; the largest is \($0.name) with \($0.vCPUs) vCPUs and \(Self.size($0.memory))"
        + (job.gpus > 0 ? " and \($0.gpus == 0 ? "no" : String($0.gpus)) GPUs" : "")
    }
    add(
      "no-instance-type", .certain,
      "the job asks for \(request), and no instance type of \(names) holds it" + (has ?? ""),
      "allow larger instance types, ask for less, or send it to another queue")
  }

  private var wantsGPUsOfFargate: Bool { job.gpus > 0 && usable.allSatisfy(\.isOnFargate) }

  /// Nil when nothing can be said.
  private func fit(_ environment: ComputeEnvironmentDetail) -> InstanceFit.Verdict? {
    if environment.isOnFargate {
      let fits = job.gpus == 0 && FargateSize.least(cpu: job.vCPUs, memory: job.memory) != nil
      return fits ? .holds : InstanceFit.Verdict.none(largest: nil)
    }
    guard environment.isManaged, let types = facts.instanceTypes,
      let allowed = environment.computeResources?.instanceTypes, !allowed.isEmpty
    else { return nil }
    let patterns = InstancePatterns(allowed)
    let known = types.filter { patterns.matches($0) }
    return known.isEmpty ? nil : InstanceFit(job, among: known).verdict
  }

  // MARK: What Batch says itself

  private mutating func lookAtReason() {
    guard let reason = job.statusReason, !reason.isEmpty else { return }
    let row = RunnableReason.table.first { reason.range(of: $0.word) != nil }
    add(
      row?.id ?? "batch-says", row?.certainty ?? .likely, "Batch says: \(reason)", row?.advice ?? "act on what it says")
  }

  // MARK: Others

  private mutating func lookAtCapacity() {
    let limits = usable.compactMap(\.maximum)
    guard limits.count == usable.count, !limits.isEmpty, let running = facts.running else { return }
    let most = limits.reduce(0, +)
    guard running.vCPUs + job.vCPUs > Double(most), !causes.contains(where: { $0.id == "max-vcpus-too-small" }) else {
      return
    }
    let count = "\(running.isPartial ? "at least " : "")\(Int(running.vCPUs.rounded(.up))) of \(most)"
    add(
      "queue-full", .likely,
      "its compute environments are full: \(count) vCPUs are taken by \(running.jobs) job\(running.jobs == 1 ? "" : "s")",
      "wait, or raise maxvCpus of \(usable.map(\.computeEnvironmentName).joined(separator: ", "))")
  }

  private mutating func lookAtFront() {
    guard let front = facts.front, let arn = job.arn, front.first != arn, !front.isEmpty else { return }
    let place = front.firstIndex(of: arn)
    let ahead = place.map { "\($0) job\($0 == 1 ? "" : "s")" } ?? (front.count >= 100 ? "100 jobs or more" : nil)
    guard let ahead else { return }
    add(
      "not-its-turn", .possible, "\(ahead) of \(queue) stand\(ahead == "1 job" ? "s" : "") before it",
      "wait; if the first of them cannot start either, explain that one: \(front[0].jobID)")
  }

  private mutating func lookAtInstances() {
    guard let running = facts.running, running.jobs == 0, let waited = job.waited, !usable.isEmpty,
      usable.contains(where: { $0.isManaged && !$0.isOnFargate }), waited > Self.timeToBoot
    else { return }
    let desired = usable.compactMap(\.computeResources?.desiredvCpus).reduce(0, +)
    if desired > 0 {
      add(
        "instances-do-not-join", .likely,
        "instances for \(desired) vCPUs were asked for, but no job of \(queue) runs on them",
        "instances that start and do not join the ECS cluster have no way to ECS (a NAT gateway or VPC endpoints), the wrong "
          + "instance role, or an AMI without the ECS agent")
    } else {
      add(
        "no-instances", .likely, "Batch has asked for no instances",
        "look at the compute environment's service role, its subnets, the account's vCPU quota"
          + (usable.contains(where: \.isSpot) ? ", and the Spot price limit" : ""))
    }
  }
}

extension String {
  /// Of a job's ARN.
  var jobID: String { split(separator: "/").last.map(String.init) ?? self }
}

/// What the words mean that Batch puts into a blocked job's reason.
///
/// Source: "Job queue blocked events" of the Batch user guide.
struct RunnableReason: Sendable {
  let id: String
  let word: String
  let certainty: RunnableExplanation.Certainty
  let advice: String

  static let table = [
    RunnableReason(
      id: "batch-max-resource", word: "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", certainty: .certain,
      advice: "raise maxvCpus of the queue's compute environments, or ask for fewer cores"),
    RunnableReason(
      id: "batch-job-resource", word: "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", certainty: .certain,
      advice: "allow instance types that hold the job, or ask for less"),
    RunnableReason(
      id: "batch-service-role", word: "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS", certainty: .certain,
      advice: "give the compute environments' service role what AWSBatchServiceRole has"),
    RunnableReason(
      id: "batch-misconfigured", word: "MISCONFIGURATION:", certainty: .certain,
      advice: "correct the queue's compute environments"),
    RunnableReason(
      id: "batch-no-capacity", word: "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", certainty: .likely,
      advice: "EC2 has no such instances free now: allow more instance types and subnets, or on-demand instances"),
  ]
}
