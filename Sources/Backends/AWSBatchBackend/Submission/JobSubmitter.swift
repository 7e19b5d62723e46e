import AWSClient
import AWSServices
import Digest
import S3Storage
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
  private let definitions: JobDefinitions
  private let clock: any AWSClock
  private let finder: StrayFinder
  /// What was submitted so far by this process.
  let ledger: SubmissionLedger

  /// - Parameter configuration: whose retry policy says how long Batch is asked again.
  init(
    _ configuration: AWSConfiguration, storage: S3Storage, bucket: S3Location, definitions: JobDefinitions,
    ledger: SubmissionLedger
  ) {
    batch = BatchClient(configuration)
    var careful = configuration
    careful.retry.repeatsWhatMayBeDone = false
    once = BatchClient(careful)
    self.storage = storage
    self.bucket = bucket
    self.definitions = definitions
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
      let place = first.folder.appending(RunLayout.manifestName)
      try await storage.write(first.manifest, to: place.reference)
      submission.command = first.command(manifest: place, isPack: false)
      return [try await submit(submission, first.shape)]
    }
    submission.becomeArray(of: jobs.count, call: first.call.name)
    let layout = RunLayout(prefix: bucket, run: first.run)
    let pack = ManifestPack.encode(jobs.map(\.manifest))
    let place = layout.manifests(digest: ContentDigest.short(of: pack), call: first.call.name)
    try await storage.write(pack, to: place.reference)
    submission.command = first.command(manifest: place, isPack: true)
    let id = try await submit(submission, first.shape)
    return jobs.indices.map { JobIdentifier(parent: id, index: $0).text }
  }

  /// A definition that somebody deregistered meanwhile is found or registered anew, once.
  private func submit(_ submission: JobSubmission, _ shape: JobDefinitionShape?) async throws -> String {
    do {
      return try await submit(submission)
    } catch let error as AWSError where error.isAboutDefinition {
      guard let shape, let other = try await definitions.definition(of: shape, insteadOf: submission.definition) else {
        throw error
      }
      var submission = submission
      submission.definition = other
      return try await submit(submission)
    }
  }

  private func submit(_ submission: JobSubmission) async throws -> String {
    try submission.checkOverrides()
    var submission = submission
    let place = SubmissionLedger.Place(submission)
    let token = ledger.nextToken(at: place)
    submission.tags[SubmissionLedger.tag] = token
    let request = SubmitJobRequest(submission)
    var pause = Duration.milliseconds(500)
    let start = clock.now()
    while true {
      do {
        return try await once.submitJob(request).jobId
      } catch let error as AWSError where error.isTransient && .seconds(clock.now() - start) < RetryPolicy.patience {
        ledger.answerWasLost(at: place)
        // Lists lag behind: the job may show a moment later, or only to the sweep at the run's end.
        try await clock.sleep(for: pause)
        pause = min(pause * 2, .seconds(20))
        if let id = try await finder.job(named: submission.name, in: submission.queue, token: token) { return id }
      }
    }
  }
}

extension AWSError {
  /// Whether Batch refused a submission for its definition: "JobDefinition … does not exist or is not in ACTIVE status".
  fileprivate var isAboutDefinition: Bool {
    guard kind == .service, status == 400 || status == 404 else { return false }
    let words = message.lowercased()
    return ["jobdefinition", "job definition", "job-definition"].contains { words.range(of: $0) != nil }
  }
}

extension RetryPolicy {
  /// How long a run waits for Batch when it is throttled or away.
  static let patience = Duration.seconds(6 * 3600)

  /// For a run's calls to Batch: nothing that may pass ends the run.
  static let patient = RetryPolicy(maximumAttempts: .max, timeBudget: patience)
}
