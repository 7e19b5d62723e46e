import AWSServices
import WorkflowModel

/// Each task's request against what the queue's compute environments may have.
struct RequestCheck: DoctorCheck {
  static let fits = FindingKind(
    "doctor.requests", "the queues hold what the tasks ask for",
    "Each task whose request is known before the run fits an instance type of its queue, and its vCPU limit.")
  static let tooLarge = FindingKind(
    "doctor.request-too-large", "a task asks for more than its queue can give",
    """
    No compute environment of the queue may start an instance that holds the request: the job would wait for ever. \
    Batch does not say so. `martlet explain-job` would, of the waiting job.
    """)
  static let tight = FindingKind(
    "doctor.request-tight", "a task asks for all the memory of an instance",
    "The system and the ECS agent keep some memory of every instance back, so that the job may not fit.")

  static let kinds = [fits, tooLarge, tight]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    var findings: [Finding] = []
    for need in site.needs {
      let facts = try await site.instanceTypes(ofQueue: need.queue)
      if let finding = Self.finding(need, facts), !findings.contains(finding) { findings.append(finding) }
    }
    guard findings.isEmpty, !site.needs.isEmpty else { return findings }
    return [Finding(Self.fits, .ok, "requests of tasks", Self.largest(site.needs) + " fit")]
  }

  private static func largest(_ needs: [TaskNeed]) -> String {
    let most = needs.max { ($0.vCPUs, $0.memory) < ($1.vCPUs, $1.memory) }
    let kinds = needs.count == 1 ? "1 kind of task" : "\(needs.count) kinds of tasks"
    return kinds + (most.map { ", the largest `\($0.call)` with \(RequestText.text($0))" } ?? "")
  }

  /// Nil when it fits for all that is known.
  static func finding(_ need: TaskNeed, _ facts: RunnableInquiry.QueueFacts) -> Finding? {
    let job = RunnableFacts.Job(id: need.call, vCPUs: need.vCPUs, memory: need.memory, gpus: need.gpus)
    var causes = RunnableCauses(
      RunnableFacts(
        job: job, queueName: need.queue, queue: facts.queue, environments: facts.environments,
        instanceTypes: facts.instanceTypes))
    guard let cause = causes.misfit() else { return nil }
    let isCertain = cause.certainty == .certain
    return Finding(
      isCertain ? tooLarge : tight, isCertain ? .error : .warning, "task \(need.call)", cause.text,
      fix: cause.advice + "; a rule of martlet.yaml may say it: {name: \(need.call), queue: …}")
  }
}

/// What a task asks for, for people.
enum RequestText {
  static func text(_ need: TaskNeed) -> String {
    "\(JobResources.text(need.vCPUs)) vCPUs and \(need.memory) MiB" + (need.gpus > 0 ? " and \(need.gpus) GPUs" : "")
  }
}
