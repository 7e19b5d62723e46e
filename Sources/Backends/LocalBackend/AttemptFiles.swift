import TaskManifest
import WorkflowModel

extension TaskOutput {
  var asManifest: ManifestOutput {
    switch self {
    case .path(let path): .path(path)
    case .log(let path): .log(path)
    case .glob(let pattern): .glob(pattern)
    case .everything: .everything
    }
  }
}

extension BackendAttempt {
  /// What an attempt left, its streams lying in its folder.
  func files(
    _ entries: [TaskFiles.Entry] = [], _ matches: [String: [String]] = [:], workFolder: String
  ) -> TaskFiles {
    TaskFiles(
      stdout: FileReference(folder + "/stdout"), stderr: FileReference(folder + "/stderr"), workFolder: workFolder,
      entries: entries, matches: matches)
  }
}
