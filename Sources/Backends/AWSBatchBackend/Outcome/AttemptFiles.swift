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
          path: kept.path, reference: FileReference(kept.url), isFolder: kept.isFolder, size: kept.size)
      },
      matches: result?.matches ?? [:])
  }
}
