package import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// Jobs of runs whose processes have gone: what Batch says of them, and their end from outside.
package struct LeftJobs: Sendable {
  package struct Job: Hashable, Sendable {
    package let id: String
    /// As Batch says it: `RUNNING`.
    package let status: String
    package let reason: String?
    package let hasEnded: Bool
    /// Whether somebody has terminated or cancelled it.
    package let wasStopped: Bool
  }

  private let environment: BatchEnvironment
  private let configuration: AWSConfiguration
  private let batch: BatchClient
  private let clock: any AWSClock

  /// Source: DescribeJobs takes up to 100 ids.
  private static let page = 100
  private static let pause = Duration.seconds(1)
  /// How long a job may take to end once it has been told to, as while it is watched.
  private static let timeToEnd = 900

  /// - Parameter configuration: whoever made it shuts it down.
  package init(_ environment: BatchEnvironment, _ configuration: AWSConfiguration) {
    self.environment = environment
    self.configuration = configuration
    batch = BatchClient(configuration)
    clock = configuration.clock
  }

  /// What Batch says now of those that it knows.
  ///
  /// - Throws: ``ExecutionError``.
  package func look(at ids: [String]) async throws -> [Job] {
    do {
      var found: [Job] = []
      for (region, ids) in Self.byRegion(ids) {
        let details = try await LeftJobs(environment, configuration.inRegion(region)).details(of: ids)
        found += details.map { detail in
          let job = JobSnapshot(detail)
          return Job(
            id: RegionalJob(region: region, id: detail.jobId).text, status: detail.status, reason: detail.statusReason,
            hasEnded: job.hasEnded, wasStopped: job.wasStopped)
        }
      }
      return found
    } catch {
      throw ExecutionError.from(error, while: "cannot look at the jobs of the run")
    }
  }

  /// Ends these jobs and all others of the run that Batch shows, arrays as a whole, and returns when they have ended.
  ///
  /// - Parameter ids: those that are known of the run. Others are found by their names in the queues of these and of the
  ///   environment, by the run's tag, and by where their manifests lie: runs of two users may have one name.
  /// - Parameter key: names the run in the bucket.
  /// - Returns: how many went on.
  /// - Throws: ``ExecutionError``.
  package func end(_ ids: [String], ofRun run: String, key: String) async throws -> Int {
    do {
      var byRegion = Self.byRegion(ids)
      let home = environment.queueRegion == configuration.region ? nil : environment.queueRegion
      if !byRegion.contains(where: { $0.region == home }) { byRegion.append((home, [])) }
      var count = 0
      for (region, ids) in byRegion {
        let queues = region == home ? [environment.queue] : []
        count += try await LeftJobs(environment, configuration.inRegion(region)).end(ids, and: queues, run, key)
      }
      return count
    } catch {
      throw ExecutionError.from(error, while: "cannot end the jobs of the run \(run)")
    }
  }

  /// The same in one region.
  ///
  /// - Parameter others: queues beside those of the jobs.
  private func end(_ ids: [String], and others: [String], _ run: String, _ key: String) async throws -> Int {
    var ended: Set<String> = []
    var open = try await details(of: Array(Set(ids.map { JobIdentifier($0).parent })))
    let queues = Set(open.map(\.jobQueue) + others)
    while true {
      for queue in queues.sorted() { open += try await strays(of: run, key, in: queue) }
      let alive = Set(open.filter { !JobSnapshot($0).hasEnded }.map(\.jobId))
      if alive.isEmpty { return ended.count }
      for id in alive.subtracting(ended).sorted() {
        _ = try await batch.terminateJob(TerminateJobRequest(jobId: id, reason: "cancelled by martlet"))
      }
      try await waitForEnd(of: alive)
      ended.formUnion(alive)
      open = []
    }
  }

  /// Those of the environment's region under nil.
  private static func byRegion(_ ids: [String]) -> [(region: String?, ids: [String])] {
    let jobs = Dictionary(grouping: ids.map { RegionalJob($0) }, by: \.region)
    return jobs.sorted { $0.key ?? "" < $1.key ?? "" }.map { ($0.key, $0.value.map(\.id)) }
  }

  private func details(of ids: [String]) async throws -> [JobDetail] {
    var found: [JobDetail] = []
    for start in stride(from: 0, to: ids.count, by: Self.page) {
      let page = Array(ids[start..<min(start + Self.page, ids.count)])
      found += try await batch.describeJobs(DescribeJobsRequest(jobs: page)).jobs ?? []
    }
    return found
  }

  private func strays(of run: String, _ key: String, in queue: String) async throws -> [JobDetail] {
    let names = LegalName.job([environment.job.jobNamePrefix ?? JobSubmission.usualPrefix, run])
    var found: [JobDetail] = []
    let pages = StrayFinder(batch: batch).jobs(
      named: names.prefix(LegalName.keptBeginning) + "*", in: queue, isAlive: true)
    let folder = environment.bucket.appending(key).url + "/"
    for try await jobs in pages {
      found += jobs.filter { job in
        job.tags?[JobSubmission.runTag] == LegalTag.value(run)
          && job.taskContainer?.command?.contains { $0.hasPrefix(folder) } == true
      }
    }
    return found
  }

  private func waitForEnd(of ids: Set<String>) async throws {
    for _ in 0..<Self.timeToEnd {
      if try await details(of: ids.sorted()).allSatisfy({ JobSnapshot($0).hasEnded }) { return }
      try await clock.sleep(for: Self.pause)
    }
    throw ExecutionError(
      .service, "\(ids.count) jobs have not ended after \(Self.timeToEnd) s, among them \(ids.sorted()[0])")
  }
}
