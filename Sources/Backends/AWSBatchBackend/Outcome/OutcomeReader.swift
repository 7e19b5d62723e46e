import JSONText
import S3Storage
import TaskManifest
import WorkflowModel

/// Puts together what is known of an attempt that has ended: Batch's words, the agent's account, the container's log.
struct OutcomeReader: Sendable {
  let storage: S3Storage
  let logs: JobLogs

  /// The longest account of an agent that is read, in bytes: some 500,000 files.
  private static let longestResult = 256 * 1024 * 1024

  /// - Parameter folder: the attempt's folder in the bucket.
  func outcome(of end: JobLife.End, _ attempt: BackendAttempt, folder: S3Location) async throws -> TaskOutcome {
    var result = try await result(in: folder)
    // Batch may have repeated the job by itself: what an earlier attempt left is not how this one ended.
    if case .ended(let snapshot) = end, let made = snapshot.attempts, let told = result?.batchAttempt, told < made {
      result = nil
    }
    let files = AttemptFiles.files(result, destination: folder, workFolder: attempt.placement.workFolder ?? "")
    var outcome: JobOutcome
    var log: LogPlace?
    switch end {
    case .ended(let snapshot):
      outcome = JobOutcome(snapshot, result: result, successStatuses: attempt.request.successStatuses)
      log = snapshot.log
    case .vanished(let id): outcome = .vanished(id: id, result: result)
    }
    switch outcome {
    case .exited(let status): return .exited(status: status, files)
    case .lost(let reason): return .lost(reason: reason)
    case .failed(var failure):
      if result != nil {
        failure.files = files
      } else if let lines = await logs.tail(of: log) {
        failure.reason += lines
      }
      return .failed(failure)
    }
  }

  private func result(in folder: S3Location) async throws -> TaskResult? {
    let place = folder.appending("result.json")
    let bytes: [UInt8]
    do {
      bytes = try await storage.read(place.reference, limit: Self.longestResult)
    } catch let error as ExecutionError where error.code == .fileNotFound {
      return nil
    }
    do {
      return try TaskResult(json: JSONParser.parse(bytes))
    } catch {
      throw ExecutionError(.service, "cannot read the agent's account at \(place.url)", cause: error)
    }
  }
}
