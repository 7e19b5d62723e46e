import AWSClient
import Concurrency
import S3Storage
import WorkflowModel

/// The part of the doctor's look that goes before the first job, so that nothing is submitted half-way.
///
/// Queue and bucket are waited for; what else is looked at costs a request each, is asked for at the same time and not for
/// long, and ends a run only when it is known to be wrong.
struct Preflight: Sendable {
  private let site: DoctorSite
  private let hasty: DoctorSite
  private let checked = SharedWork<String, Void>()

  /// - Parameter patient: waits for AWS as a run does.
  /// - Parameter storage: of the bucket, which may be in another region.
  init(
    _ environment: BatchEnvironment, patient: AWSConfiguration, storage: S3Storage, agentPath: String,
    secrets: SecretNames
  ) {
    site = DoctorSite(environment, patient, storage: storage, agentPath: agentPath, secrets: secrets)
    hasty = DoctorSite(environment, patient.hasty, storage: storage, agentPath: agentPath, secrets: secrets)
  }

  /// Once a process for each queue.
  ///
  /// - Throws: ``ExecutionError`` that names the setting of martlet.yaml and what to do.
  func check(queue: String) async throws {
    async let ofQueue: Void = checked.value(for: "queue " + queue) { [self] in try await checkQueue(queue) }
    async let ofEnvironment: Void = checked.value(for: "environment") { [self] in try await checkEnvironment() }
    try await ofQueue
    try await ofEnvironment
  }

  /// Why the job would wait for ever in its queue, as far as that is known by now; nil when it would not.
  func misfit(_ resources: JobResources, queue: String) async -> String? {
    guard let facts = try? await site.environments(ofQueue: queue) else { return nil }
    let job = RunnableFacts.Job(id: "", vCPUs: resources.vCPUs, memory: resources.memory, gpus: resources.gpus)
    var causes = RunnableCauses(
      RunnableFacts(job: job, queueName: queue, queue: facts.queue, environments: facts.environments))
    return causes.misfit().map { "\($0.text); \($0.advice)" }
  }

  private func checkQueue(_ queue: String) async throws {
    let findings: [Finding]
    do {
      findings = try await QueueCheck.findings(queue, site)
    } catch let error as AWSError where error.isAccessDenied && !error.refusesTheKeys {
      // Who may not look may still submit.
      return
    } catch {
      throw ExecutionError.from(error, while: "cannot look at the job queue `\(queue)` in \(site.region)")
    }
    try Self.throwErrors(findings)
  }

  private func checkEnvironment() async throws {
    async let others = othersAtStart()
    try Self.throwErrors([try await BucketCheck.finding(site)])
    try Self.throwErrors(await others)
  }

  /// What could not be asked is left out.
  private func othersAtStart() async -> [Finding] {
    await withTaskGroup(of: [Finding].self) { group in
      for check in DoctorChecks.atStart {
        group.addTask { [hasty] in (try? await check.init().findings(hasty)) ?? [] }
      }
      var findings: [Finding] = []
      for await found in group { findings += found }
      return findings
    }
  }

  private static func throwErrors(_ findings: [Finding]) throws {
    guard let finding = findings.first(where: { $0.verdict == .error }) else { return }
    throw ExecutionError(finding.code, finding.told, help: finding.fix)
  }
}

extension Finding {
  /// With what was looked at, where the text alone does not say.
  fileprivate var told: String { kind == QueueCheck.environment ? "the \(subject) \(text)" : text }
}
