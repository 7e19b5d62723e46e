package import JSONText
import Synchronization
package import WorkflowModel

/// A run whose calls are the jobs that Snakemake hands over, one after another, until it says that no more will come.
///
/// What a failed job means for the others is Snakemake's to decide.
package struct BrokerWorkflow: Workflow {
  package let name: String
  package let inputs = JSONObject()
  package let judgesFailures = true
  private let requests: AsyncStream<BrokerRequest>
  private let jobs: BrokerJobs
  private let reply: @Sendable (BrokerReply) -> Void
  private let judge: @Sendable (RuleDemand) -> [String]
  private let places: any HandedPlaces

  /// - Parameters:
  ///   - name: of Snakemake's working folder.
  ///   - requests: what comes after the hello.
  ///   - judge: says what is wrong with a demand, before anything is done about it.
  ///   - places: where the files of jobs are kept.
  package init(
    name: String, requests: AsyncStream<BrokerRequest>, jobs: BrokerJobs,
    reply: @escaping @Sendable (BrokerReply) -> Void, judge: @escaping @Sendable (RuleDemand) -> [String],
    places: any HandedPlaces
  ) {
    self.name = name
    self.requests = requests
    self.jobs = jobs
    self.reply = reply
    self.judge = judge
    self.places = places
  }

  package func run(in context: any RunContext) async throws -> WorkflowOutputs {
    let endedInOrder = await withDiscardingTaskGroup(returning: Bool.self) { group in
      for await request in requests {
        switch request {
        case .hello: continue
        case .check(let demands): reply(.checked(mistakes: mistakes(in: demands)))
        case .submit(let handed): begin(handed, in: context, &group)
        case .cancel: group.cancelAll()
        case .shutdown:
          // Snakemake waits for its jobs: what goes on now is waited for by nobody.
          group.cancelAll()
          return true
        }
      }
      group.cancelAll()
      return false
    }
    guard endedInOrder else { throw CancellationError() }
    if let failure = jobs.failure { throw failure }
    return WorkflowOutputs(values: JSONObject(), files: [])
  }

  /// Each once: many jobs of a rule may ask for the same that is wrong.
  private func mistakes(in demands: [RuleDemand]) -> [String] {
    var told: Set<String> = []
    return demands.flatMap(judge).filter { told.insert($0).inserted }
  }

  /// Jobs that are wrong are told of; the others begin.
  private func begin(_ handed: [HandedJob], in context: any RunContext, _ group: inout DiscardingTaskGroup) {
    for job in handed {
      let mistakes = judge(job.demand)
      guard mistakes.isEmpty else {
        reply(.rejected(key: job.key, message: mistakes.joined(separator: "\n")))
        continue
      }
      let call = jobs.begin(job)
      reply(.submitted(key: job.key, id: "\(call)"))
      group.addTask { await run(job, as: call, in: context) }
    }
  }

  /// What comes of it is told by the events of the run.
  private func run(_ job: HandedJob, as call: CallPath, in context: any RunContext) async {
    do {
      _ = try await context.run(call) { _ in
        let site = TaskSite(call: call, images: job.image.map { [$0] } ?? [], labels: ["rule": job.name])
        try await places.begun(job.folders)
        return try job.request(
          at: try await context.placement(of: site), try await job.files?.found(in: places))
      } accept: { success in
        try await keep(job, success)
        try await places.finished(job.folders)
      }
      jobs.ended(job, succeeded: true)
    } catch {
      jobs.ended(job, succeeded: false)
    }
  }

  /// Puts the outputs where Snakemake looks for them; all of them have to be there.
  private func keep(_ job: HandedJob, _ success: TaskSuccess) async throws {
    guard let files = job.files else { return }
    let left = success.files.byPath
    let missing = files.outputs.filter { left[$0.path]?.isFolder != $0.isFolder }.map(\.path)
    guard missing.isEmpty else {
      throw ExecutionError(
        .taskFailed, "\(job.title) did not make \(missing.joined(separator: ", "))",
        help: "its command ended well, but these outputs of the rule are not there")
    }
    try await places.keep(files.outputs + files.logs, of: success.files)
  }
}
