import S3Storage
import TaskManifest
import WorkflowModel

/// Reads what an attempt left behind out of the agent's account.
enum AttemptFiles {
  /// - Parameters:
  ///   - result: nil when the agent left none: then only the streams are named.
  ///   - destination: the attempt's folder in the bucket.
  static func files(_ result: TaskResult?, destination: S3Location, workFolder: String) -> TaskFiles {
    TaskFiles(
      stdout: destination.appending("stdout").reference, stderr: destination.appending("stderr").reference,
      workFolder: workFolder,
      entries: (result?.files ?? []).map { kept in
        TaskFiles.Entry(
          path: kept.path, reference: FileReference(kept.url), isFolder: kept.isFolder, size: kept.size,
          version: kept.etag?.filter { $0 != "\"" })
      },
      matches: result?.matches ?? [:], usage: result.flatMap(usage), times: result.flatMap(times))
  }

  private static func usage(_ result: TaskResult) -> TaskUsage? {
    let used = result.usage
    let usage = TaskUsage(
      peakMemory: result.peakMemory, processorTime: used?.processorTime, bytesRead: used?.bytesRead,
      bytesWritten: used?.bytesWritten, diskUsed: used?.diskUsed)
    return usage == TaskUsage() ? nil : usage
  }

  private static func times(_ result: TaskResult) -> TaskTimes? {
    let times = TaskTimes(
      start: result.times["start"], stageIn: result.times["stage-in"], run: result.times["run"],
      stageOut: result.times["stage-out"], end: result.times["end"])
    return times == TaskTimes() ? nil : times
  }
}
