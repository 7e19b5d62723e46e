import AWSClient
import AWSServices
import Concurrency
import JSONText
import S3Storage
import TaskManifest
import WorkflowModel

/// Finds the jobs that an earlier process of a run submitted and had no time to write down: by where their manifests lie,
/// which each job's command names. Children of arrays are found by the pack of their manifests.
struct JobAdoption: Sendable {
  private let batch: BatchClient
  private let storage: S3Storage
  /// Jobs by the folders of their attempts; looked for once.
  private let jobs = SharedWork<SubmissionLedger.Place, [String: String]>()

  /// The largest pack that is read, in bytes.
  private static let largestPack = 256 * 1024 * 1024

  init(batch: BatchClient, storage: S3Storage) {
    self.batch = batch
    self.storage = storage
  }

  /// - Parameters:
  ///   - folder: of the attempt in the bucket.
  ///   - place: where jobs of the run are.
  /// - Returns: the job's identifier; nil when Batch knows of none.
  func job(of folder: S3Location, at place: SubmissionLedger.Place) async throws -> String? {
    try await jobs.value(for: place) { try await allJobs(at: place) }[folder.url]
  }

  private func allJobs(at place: SubmissionLedger.Place) async throws -> [String: String] {
    var newest: [String: (id: String, created: Int64)] = [:]
    for try await details in StrayFinder(batch: batch).jobs(named: place.names + "*", in: place.queue) {
      for detail in details {
        for (folder, id) in try await tasks(of: detail) where newest[folder]?.created ?? -1 < detail.createdAt ?? 0 {
          newest[folder] = (id, detail.createdAt ?? 0)
        }
      }
    }
    return newest.mapValues(\.id)
  }

  /// The folders of the attempts that a job is of, with its identifier or those of its children.
  private func tasks(of job: JobDetail) async throws -> [(folder: String, id: String)] {
    let single = "/" + RunLayout.manifestName
    guard let manifest = job.taskContainer?.command?.first(where: { $0.hasPrefix("s3://") }) else { return [] }
    if manifest.hasSuffix(single) { return [(String(manifest.dropLast(single.count)), job.jobId)] }
    guard manifest.hasSuffix(RunLayout.packEnding) else { return [] }
    let pack: [UInt8]
    do {
      pack = try await storage.read(FileReference(manifest), limit: Self.largestPack)
    } catch let error as ExecutionError where error.code == .fileNotFound {
      return []
    }
    return try ManifestPack.manifests(in: pack).enumerated().map { index, manifest in
      let destination = try TaskManifest(json: JSONParser.parse(manifest)).destination
      return (destination, JobIdentifier(parent: job.jobId, index: index).text)
    }
  }
}
