import Synchronization
import TaskFolder
package import WorkflowModel

/// A backend that pretends: each attempt does what a closure says. Passes ``checkBackend(_:)``.
///
/// It behaves as a real one does: it reports, it writes the streams and files where its outcome says they are, and it
/// stops an attempt when the calling task is cancelled.
package final class FakeBackend: Backend {
  /// What comes of an attempt.
  package enum Act: Sendable {
    case end(FakeTask)
    case lost(String)
    case fail(TaskFailure)
    /// Goes on until it is cancelled.
    case hang
    /// The backend cannot be used.
    case refuse(ExecutionError)
  }

  package let name: String
  package let needsLocalInputs: Bool
  private let act: @Sendable (BackendAttempt) async throws -> Act
  private let ranSoFar = Mutex<[BackendAttempt]>([])
  private let takeovers = Mutex<[BackendHandle?]>([])
  private let shutdowns = Mutex(0)
  private let abandonments = Mutex(0)

  package init(
    name: String = "fake", needsLocalInputs: Bool = true,
    act: @escaping @Sendable (BackendAttempt) async throws -> Act = { _ in .end(FakeTask()) }
  ) {
    self.name = name
    self.needsLocalInputs = needsLocalInputs
    self.act = act
  }

  /// Each call ends by the outcomes of its list, one an attempt, the last of them for ever.
  package convenience init(script: [String: [Act]]) {
    self.init { attempt in
      let acts = script["\(attempt.call)"] ?? []
      return acts.isEmpty ? .end(FakeTask()) : acts[min(attempt.number, acts.count - 1)]
    }
  }

  /// The attempts so far, in the order of their start.
  package var ran: [BackendAttempt] { ranSoFar.withLock { $0 } }
  /// What each of them was to take over.
  package var takenOver: [BackendHandle?] { takeovers.withLock { $0 } }
  package var abandonedCount: Int { abandonments.withLock { $0 } }
  package var shutdownCount: Int { shutdowns.withLock { $0 } }

  package func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    TaskPlacement(inputFolder: run.callFolder(site.call) + "/inputs", workFolder: nil, seesLocalFiles: true)
  }

  package func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    ranSoFar.withLock { $0.append(attempt) }
    takeovers.withLock { $0.append(earlier) }
    try await report(.submitted(BackendHandle(backend: name, identifier: "\(attempt.call)-\(attempt.number)")))
    try await report(.running)
    let act = try await act(attempt)
    try Task.checkCancellation()
    switch act {
    case .end(let task): return .exited(status: task.status, try keep(task, of: attempt))
    case .lost(let reason): return .lost(reason: reason)
    case .fail(let failure): return .failed(failure)
    case .refuse(let error): throw error
    case .hang:
      try await Task.sleep(for: .seconds(86_400))
      throw CancellationError()
    }
  }

  private func keep(_ task: FakeTask, of attempt: BackendAttempt) throws -> TaskFiles {
    let work = attempt.folder + "/work"
    try Disk.makeFolder(work)
    try Disk.write(Array(task.stdout.utf8), to: attempt.folder + "/stdout")
    try Disk.write(Array(task.stderr.utf8), to: attempt.folder + "/stderr")
    for (path, text) in task.files where !path.hasPrefix("/") {
      let target = work + "/" + path
      if path.hasSuffix("/") {
        try Disk.makeFolder(target)
      } else {
        try Disk.makeFolder(Disk.parent(of: target))
        try Disk.write(Array(text.utf8), to: target)
      }
    }
    let found = task.found(attempt.request.outputs) { FileReference($0.hasPrefix("/") ? $0 : work + "/" + $0) }
    return TaskFiles(
      stdout: FileReference(attempt.folder + "/stdout"), stderr: FileReference(attempt.folder + "/stderr"),
      workFolder: work, entries: found.entries, matches: found.matches)
  }

  package func abandon() async { abandonments.withLock { $0 += 1 } }

  package func shutdown() async { shutdowns.withLock { $0 += 1 } }
}
