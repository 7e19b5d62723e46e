import AWSServices
import S3Storage
import WorkflowModel

/// The job queues and their compute environments: whether they are there and take jobs.
struct QueueCheck: DoctorCheck {
  static let ready = FindingKind(
    "doctor.queue", "the job queue takes jobs", "The queue is ENABLED, and a compute environment of it takes jobs.")
  static let missing = FindingKind(
    "doctor.no-queue", "there is no such job queue",
    "No job queue of that name or ARN is in the environment's region and the credentials' account.")
  static let disabled = FindingKind(
    "doctor.queue-disabled", "the job queue is disabled",
    "A queue that is DISABLED refuses jobs. Somebody can enable it.")
  static let invalid = FindingKind(
    "doctor.queue-invalid", "the job queue is invalid",
    "Batch cannot use the queue; its reason says why. Often a compute environment of it was deleted.")
  static let environment = FindingKind(
    "doctor.compute-environment", "a compute environment takes no jobs",
    """
    A compute environment that is DISABLED or INVALID starts nothing. Jobs go to the queue's others; when there are \
    none, they wait for ever. The reason is often its service role or its launch template.
    """)

  static let kinds = [ready, missing, disabled, invalid, environment]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    var findings: [Finding] = []
    for queue in site.queues { findings += try await Self.findings(queue, site) }
    return findings
  }

  static func findings(_ queue: String, _ site: DoctorSite) async throws -> [Finding] {
    guard try await site.queue(queue) != nil else {
      // For the advice only: nothing when they may not be listed.
      let others = try? await site.inquiry.queueNames()
      return [noQueue(queue, others, site)]
    }
    return findings(try await site.environments(ofQueue: queue), queue, site.setting(ofQueue: queue))
  }

  private static func noQueue(_ queue: String, _ others: [String]?, _ site: DoctorSite) -> Finding {
    let there = others.map { names in
      names.isEmpty
        ? "; there are no queues there" : "; there are: " + names.map { "`\($0)`" }.joined(separator: ", ")
    }
    return Finding(
      missing, .error, "job queue \(queue)",
      "there is no job queue `\(queue)` in \(QueueName(queue)?.region ?? site.region)",
      fix: "correct \(site.setting(ofQueue: queue)) in martlet.yaml" + (there ?? ""), code: .notFound)
  }

  /// - Parameter setting: names the queue in messages: `environments.aws.queue`.
  static func findings(_ facts: RunnableInquiry.QueueFacts, _ queue: String, _ setting: String) -> [Finding] {
    guard let detail = facts.queue else { return [] }
    let subject = "job queue \(detail.jobQueueName)"
    guard detail.state == "ENABLED" else {
      return [
        Finding(
          disabled, .error, subject, "the job queue `\(queue)` is \(detail.state)",
          fix:
            "enable it (aws batch update-job-queue --job-queue \(queue) --state ENABLED), or name another in \(setting)"
        )
      ]
    }
    guard detail.status != "INVALID" else {
      let reason = detail.statusReason.map { ": \($0)" } ?? ""
      return [
        Finding(
          invalid, .error, subject, "the job queue `\(queue)` is INVALID\(reason)",
          fix: "repair the queue, or name another in \(setting)")
      ]
    }
    let usable = facts.environments.filter(\.isUsable)
    let broken = facts.environments.filter { !$0.isUsable }.map { finding($0, isOnlyOne: usable.isEmpty) }
    let limit = usable.compactMap(\.maximum).reduce(0, +)
    let size = usable.isEmpty ? "" : " with \(usable.map(\.computeEnvironmentName).joined(separator: ", "))"
    let most = limit > 0 ? ", \(limit) vCPUs at most" : ""
    return
      (facts.environments.isEmpty || !usable.isEmpty
      ? [Finding(ready, .ok, subject, "takes jobs" + size + most)] : []) + broken
  }

  private static func finding(_ detail: ComputeEnvironmentDetail, isOnlyOne: Bool) -> Finding {
    let name = detail.computeEnvironmentName
    let reason = detail.statusReason.map { ": \($0)" } ?? ""
    let isDisabled = detail.state == "DISABLED"
    let effect = isOnlyOne ? ", and the queue has no other: jobs would wait for ever" : ""
    return Finding(
      environment, isOnlyOne ? .error : .warning, "compute environment \(name)",
      "is \(isDisabled ? "DISABLED" : detail.status ?? "not usable")" + (isDisabled ? "" : reason) + effect,
      fix: isDisabled
        ? "aws batch update-compute-environment --compute-environment \(name) --state ENABLED"
        : "correct what its reason names (often its service role or launch template), then update or replace it")
  }
}
