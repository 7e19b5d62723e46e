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

  /// Makes the folders, the script and empty streams.
  func make(script text: String) throws {
    for folder in [task, inputs, work] { try Disk.makeFolder(folder) }
    try Disk.write(Array(text.utf8), to: script, mode: 0o777)
    for stream in [stdout, stderr] { try Disk.write([], to: stream) }
  }
}
