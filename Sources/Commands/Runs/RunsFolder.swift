import RunIndex
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// The folder of all runs, with its index.
struct RunsFolder {
  /// As the user wrote it.
  let shown: String
  /// Absolute, links resolved.
  let path: String

  /// From so many bytes of journals on a person is told why it takes a while.
  private static let notable: Int64 = 200 << 20

  init(_ runs: String) {
    shown = runs
    let path = SourceReading.absolute(runs)
    self.path = ((try? Disk.realPath(of: path)) ?? nil) ?? path
  }

  /// The folder that holds a run, which may be another than the one for all runs: a run can be named by its path.
  private init(of directory: RunDirectory) {
    path = FileReference(directory.path).parent.location
    shown = path
  }

  /// Hands out the index after it has read what is new in all runs.
  func withIndex<Value>(_ body: (RunIndex) throws -> Value) throws -> Value {
    try RunIndex.of(path, say: Self.warn) { index in
      try index.refresh { bytes in
        if bytes > Self.notable {
          Terminal.say("reading \(ByteSize.text(bytes)) of journals; the next time only what is new")
        }
      }
      return try body(index)
    }
  }

  /// Hands out the index after it has read what is new in one run. It is kept beside the run where the run lies in the
  /// folder of all runs.
  ///
  /// - Parameter body: given the run's name in the index, too.
  static func withIndex<Value>(
    of directory: RunDirectory, in runs: String, _ body: (RunIndex, RunSummary) throws -> Value
  ) throws -> Value {
    let folder = RunsFolder(of: directory)
    let name = FileReference(directory.path).name
    return try RunIndex.of(folder.path, isKept: folder.path == RunsFolder(runs).path, say: warn) { index in
      try index.refresh(name)
      guard let summary = try index.run(name) else {
        throw ExecutionError(.configuration, "there is no run \(name)", help: "it may just have been removed")
      }
      return try body(index, summary)
    }
  }

  private static func warn(_ text: String) { Terminal.say("warning: \(text)") }
}
