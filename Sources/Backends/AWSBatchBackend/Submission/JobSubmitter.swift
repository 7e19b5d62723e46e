import AWSClient
import AWSServices
import Digest
import S3Storage
import Synchronization
import TaskManifest
import WorkflowModel

/// Writes manifests and submits jobs, single ones and arrays; each job once, even when Batch's answer gets lost.
///
/// SubmitJob has no token that makes a repetition harmless. So each submission carries a tag of its own, and after an
/// attempt that Batch may have carried out the job is looked for before it is submitted again.
struct JobSubmitter: Sendable {
  private let batch: BatchClient
  /// Does not repeat what may have been carried out.
  private let once: BatchClient
  private let storage: S3Storage
  private let bucket: S3Location
  private let clock: any AWSClock
  private let finder: StrayFinder
  /// What was submitted so far by this process.
  let ledger: SubmissionLedger

  /// - Parameter configuration: whose retry policy says how long Batch is asked again.
  init(_ configuration: AWSConfiguration, storage: S3Storage, bucket: S3Location, ledger: SubmissionLedger) {
    batch = BatchClient(configuration)
    var careful = configuration
    careful.retry.repeatsWhatMayBeDone = false
    once = BatchClient(careful)
    self.storage = storage
    self.bucket = bucket
    clock = configuration.clock
    self.ledger = ledger
    finder = StrayFinder(batch: batch)
  }

  /// Submits jobs of one key: one as a single job, several as an array.
  ///
  /// - Returns: their identifiers; `job:index` for an array's children.
  func submit(_ jobs: [PreparedJob]) async throws -> [String] {
    guard let first = jobs.first else { return [] }
    var submission = first.submission
    if jobs.count == 1 {
      let place = first.folder.appending("manifest.json")
      try await storage.write(first.manifest, to: place.reference)
      submission.command = first.command(manifest: place, isPack: false)
      return [try await submit(&submission)]
    }
    submission.becomeArray(of: jobs.count, call: first.call.name)
    let layout = RunLayout(prefix: bucket, run: first.run)
    let pack = ManifestPack.encode(jobs.map(\.manifest))
    let place = layout.manifests(digest: ContentDigest.short(of: pack), call: first.call.name)
    try await storage.write(pack, to: place.reference)
    submission.command = first.command(manifest: place, isPack: true)
    let id = try await submit(&submission)
    return jobs.indices.map { JobIdentifier(parent: id, index: $0).text }
  }

  private func submit(_ submission: inout JobSubmission) async throws -> String {
    try submission.checkOverrides()
    let token = ledger.nextToken(queue: submission.queue, names: submission.namePrefix)
    submission.tags[SubmissionLedger.tag] = token
    let request = SubmitJobRequest(submission)
    var pause = Duration.milliseconds(500)
    let start = clock.now()
    while true {
      do {
        return try await once.submitJob(request).jobId
      } catch let error as AWSError where error.isTransient && .seconds(clock.now() - start) < RetryPolicy.patience {
        ledger.answerWasLost()
        // Lists lag behind: the job may show a moment later, or only to the sweep at the run's end.
        try await clock.sleep(for: pause)
        pause = min(pause * 2, .seconds(20))
        if let id = try await finder.job(named: submission.name, in: submission.queue, token: token) { return id }
      }
    }
  }
}

extension RetryPolicy {
  /// How long a run waits for Batch when it is throttled or away.
  static let patience = Duration.seconds(6 * 3600)

  /// For a run's calls to Batch: nothing that may pass ends the run.
  static let patient = RetryPolicy(maximumAttempts: .max, timeBudget: patience)
}

/// Remembers what this process has submitted, so that it finds nothing but its own again.
final class SubmissionLedger: Sendable {
  /// The tag that tells a submission from all others.
  static let tag = "martlet:submission"

  /// Where jobs of this process may be found: a queue, and how their names begin.
  struct Place: Hashable, Sendable {
    let queue: String
    let names: String
  }

  private struct State {
    var count = 0
    var places: Set<Place> = []
    var isDoubtful = false
  }

  /// Begins every tag of this process.
  let head: String
  private let state = Mutex(State())

  init() {
    head = String(UInt64.random(in: .min ... .max), radix: 16)
  }

  func nextToken(queue: String, names: String) -> String {
    state.withLock { state in
      state.count += 1
      // A name that is too long keeps no more of its beginning.
      state.places.insert(Place(queue: queue, names: String(names.prefix(LegalName.keptBeginning))))
      return "\(head)-\(state.count)"
    }
  }

  /// There may be a job that nobody knows.
  func answerWasLost() { state.withLock { $0.isDoubtful = true } }

  var isDoubtful: Bool { state.withLock { $0.isDoubtful } }
  var places: Set<Place> { state.withLock { $0.places } }

  func isOurs(_ tags: [String: String]?) -> Bool { tags?[Self.tag]?.hasPrefix(head + "-") ?? false }
}
