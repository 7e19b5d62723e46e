import TaskFolder
import TaskManifest

/// The places of one task on the container's disk.
struct TaskFolders: Sendable {
  let task: String
  let inputs: String
  let work: String

  init(_ manifest: TaskManifest) {
    task = manifest.taskFolder
    inputs = manifest.inputFolder
    work = manifest.workFolder
  }

  var script: String { task + "/command" }
  var stdout: String { task + "/stdout" }
  var stderr: String { task + "/stderr" }

  /// Makes the folders, the script and empty streams. What an earlier attempt left there, which died on the same disk,
  /// goes first.
  func make(script text: String) throws {
    try Disk.removeTree(task)
    for folder in [task, inputs, work] { try Disk.makeFolder(folder) }
    try Disk.write(Array(text.utf8), to: script, mode: 0o777)
    for stream in [stdout, stderr] { try Disk.write([], to: stream) }
  }

  /// Removes what would outlive the container: it lies on a disk of the host or a shared one. The container's own disk
  /// goes with it.
  func clear() {
    do {
      guard let here = try Disk.status(of: task), try Disk.status(of: "/")?.device != here.device else { return }
      try Disk.removeTree(task)
    } catch {
      AgentMessages.say("the task's folder stays behind: \(error)")
    }
  }
}
