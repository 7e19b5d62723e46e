package import TaskFolder
package import WorkflowEngine
import WorkflowModel

/// The folders in a folder of runs.
package enum RunFolders {
  /// What is in the folder beside runs has a name that begins so: `_latest`, `_index.sqlite`, `_cache`.
  private static let prefix = "_"

  /// The names of what may be runs, sorted; none when there is no such folder.
  package static func names(in runs: String) throws(FileSystemError) -> [String] {
    guard try Disk.status(of: runs)?.kind == .folder else { return [] }
    return try Disk.textNames(in: runs).filter { !$0.hasPrefix(prefix) && !$0.hasPrefix(".") }
  }

  package static func directory(of name: String, in runs: String) -> RunDirectory {
    RunDirectory(RunPlace(name: name, folder: runs + "/" + name))
  }
}
