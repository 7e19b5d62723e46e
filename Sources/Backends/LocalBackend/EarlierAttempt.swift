import TaskFolder
import WorkflowModel

/// An attempt that an earlier process of the run began on this machine: it may go on, or be over.
struct EarlierAttempt: Sendable {
  let record: ExitRecord
  let processes: TaskProcesses?
  /// The program and the name of its container, when it has one and that is known.
  let container: (program: String, name: String)?
  let grace: Duration

  /// - Parameter handle: nil when the earlier process died before it could write one down.
  init(_ handle: BackendHandle?, in folder: String, grace: Duration) {
    self.grace = grace
    record = ExitRecord(in: folder)
    guard let handle else {
      container = nil
      // One that has no script was never started.
      let wasPrepared = (try? Disk.status(of: folder + "/command")) != nil
      processes = wasPrepared ? TaskProcesses.of(word: record.path) : nil
      return
    }
    if let processes = TaskProcesses(identifier: handle.identifier) {
      (self.processes, container) = (processes, nil)
      return
    }
    let parts = handle.identifier.split(separator: ":", maxSplits: 2).map(String.init)
    container = parts.count > 1 ? (parts[0], parts[1]) : nil
    processes = parts.count > 2 ? TaskProcesses(identifier: parts[2]) : TaskProcesses.of(word: record.path)
  }

  /// Names a container for ``init(_:in:grace:)``.
  static func identifier(program: String, name: String, _ processes: TaskProcesses?) -> String {
    ([program, name] + (processes.map { [$0.identifier] } ?? [])).joined(separator: ":")
  }

  /// Whether it goes on.
  var isRunning: Bool { processes?.leads ?? false }

  /// Waits for its end; when the calling task is cancelled, it is ended.
  ///
  /// - Returns: its exit status; nil when it was killed, or the machine stopped meanwhile.
  /// - Throws: `CancellationError`.
  func end() async throws -> Int32? {
    while isRunning {
      do {
        try await Task.sleep(for: .milliseconds(100))
      } catch {
        await stop()
        throw error
      }
    }
    guard let status = record.status else { return nil }
    await processes?.settle()
    return status
  }

  /// Ends what is left of it.
  func stop() async {
    guard let processes else { return }
    await Unbroken.run { [grace] in await processes.end(grace: grace) }
  }
}
