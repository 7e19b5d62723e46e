import Glibc
import RunIndex
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Removes runs from their folder, each as a whole: it has another name before the first file of it goes, so that nobody
/// sees half a run.
struct RunRemoval {
  /// The folder of all runs. Absolute, links resolved.
  let runs: String

  private static let prefix = "_removed-"

  /// Whether there is something of that name.
  func isThere(_ run: String) -> Bool { ((try? Disk.linkStatus(of: runs + "/" + run)) ?? nil) != nil }

  /// Whether a run's folder is a folder of its own here, and no link to another place.
  func isHere(_ run: String) -> Bool { ((try? Disk.linkStatus(of: runs + "/" + run)) ?? nil)?.kind == .folder }

  /// - Parameter isForced: although a process has it.
  /// - Throws: ``ExecutionError``; of code `conflict` when a process has it.
  func remove(_ run: String, isForced: Bool) throws {
    let directory = RunFolders.directory(of: run, in: runs)
    let lease = isForced ? try? RunLease.take(directory) : try RunLease.take(directory)
    defer { withExtendedLifetime(lease) {} }
    let doomed = runs + "/" + Self.prefix + run + "-\(getpid())"
    guard rename(directory.path, doomed) == 0 else {
      throw ExecutionError(doing: "remove", path: directory.path, number: errno, writing: true)
    }
    try removeTree(doomed)
  }

  /// Removes what an earlier removal had begun and did not end.
  func finishEarlier() throws {
    guard let names = try? Disk.textNames(in: runs) else { return }
    for name in names where name.hasPrefix(Self.prefix) { try removeTree(runs + "/" + name) }
  }

  /// Lets `_latest` point to a run that is there.
  ///
  /// - Parameter newest: of those that are left; nil when there are none.
  func repairLatest(_ newest: String?) throws {
    let link = runs + "/" + RunLookup.latest
    try onDisk { () throws(FileSystemError) in
      guard try Disk.linkStatus(of: link)?.kind == .link, try Disk.status(of: link) == nil else { return }
      if let newest { try Disk.link(link, to: newest) } else { try Disk.removeTree(link) }
    }
  }

  private func removeTree(_ path: String) throws {
    try onDisk { () throws(FileSystemError) in try Disk.removeTree(path) }
  }
}
