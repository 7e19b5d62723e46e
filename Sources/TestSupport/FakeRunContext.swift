import Synchronization
package import WorkflowModel

/// A world in memory for the tests of languages: tasks do what a closure says, files live in a ``FakeStorage``.
///
/// It behaves as the engine does: `prepare` is asked before each attempt, failures are repeated as the request allows,
/// and a call without a successful attempt throws `taskFailed`.
package final class FakeRunContext: RunContext {
  /// One attempt that was run.
  package struct Ran: Sendable {
    package let call: CallPath
    package let attempt: Int
    package let request: TaskRequest
  }

  /// Files of every scheme, this machine's paths included.
  package let files = FakeStorage(schemes: [nil, "s3", "https", "fake"])
  private let fixedPlacement: TaskPlacement
  package let callWindow = 100
  package let attributeDefaults: AttributeDefaults
  private let goesOnAfterFailures: Bool
  private let perform: @Sendable (CallPath, TaskRequest) async throws -> FakeTask
  private let ranSoFar = Mutex<[Ran]>([])
  private let notesSoFar = Mutex<[RunNote]>([])
  private let failedSoFar = Mutex<[String]>([])
  private let skippedSoFar = Mutex<[String]>([])

  /// - Parameter goesOnAfterFailures: whether it behaves as the engine does under ``FailureMode/continue``.
  /// - Parameter perform: what a task does.
  package init(
    goesOnAfterFailures: Bool = false, attributeDefaults: AttributeDefaults = AttributeDefaults(),
    placement: TaskPlacement = TaskPlacement(
      inputFolder: "/mnt/martlet/inputs", workFolder: "/mnt/martlet/work", seesLocalFiles: false),
    perform: @escaping @Sendable (CallPath, TaskRequest) async throws -> FakeTask = { _, _ in FakeTask() }
  ) {
    self.goesOnAfterFailures = goesOnAfterFailures
    self.attributeDefaults = attributeDefaults
    fixedPlacement = placement
    self.perform = perform
  }

  /// The attempts that were run, in the order in which they ended.
  package var ran: [Ran] { ranSoFar.withLock { $0 } }
  package var notes: [RunNote] { notesSoFar.withLock { $0 } }
  /// The calls and names that failed, in that order.
  package var failed: [String] { failedSoFar.withLock { $0 } }
  /// The calls that were skipped, sorted, each with what it needed: `merge: align[1]`.
  package var skipped: [String] { skippedSoFar.withLock { $0.sorted() } }

  package func placement(of site: TaskSite) async throws -> TaskPlacement { fixedPlacement }

  package func failed(_ place: CallPath, _ error: any Error) async -> any Error {
    failedSoFar.withLock { $0.append(place.description) }
    return goesOnAfterFailures ? FailedBefore(place) : error
  }

  package func skipped(_ call: CallPath, because failure: FailedBefore) {
    skippedSoFar.withLock { $0.append("\(call): \(failure.cause)") }
  }

  package func run(
    _ call: CallPath, prepare: @escaping @Sendable (TaskAttempt) async throws -> TaskRequest,
    accept: @escaping @Sendable (TaskSuccess) async throws -> Void
  ) async throws -> TaskSuccess {
    do {
      return try await attempts(call, prepare, accept)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw await failed(call, error)
    }
  }

  private func attempts(
    _ call: CallPath, _ prepare: @Sendable (TaskAttempt) async throws -> TaskRequest,
    _ accept: @Sendable (TaskSuccess) async throws -> Void
  ) async throws -> TaskSuccess {
    var number = 0
    var previous: TaskRequest?
    while true {
      try Task.checkCancellation()
      let request = try await prepare(TaskAttempt(number: number, previous: previous))
      let task = try await perform(call, request)
      ranSoFar.withLock { $0.append(Ran(call: call, attempt: number, request: request)) }
      let kept = keep(task, of: call, number, request)
      if request.successStatuses?.contains(task.status) ?? true {
        let success = TaskSuccess(status: task.status, files: kept, attempt: number, request: request)
        try await accept(success)
        return success
      }
      guard number < request.retries.failures else {
        throw ExecutionError(.taskFailed, "call \(call) failed: exit status \(task.status)")
      }
      number += 1
      previous = request
    }
  }

  private func keep(_ task: FakeTask, of call: CallPath, _ attempt: Int, _ request: TaskRequest) -> TaskFiles {
    let folder = "/run/calls/\(call.folder)/attempt-\(attempt + 1)"
    let work = fixedPlacement.workFolder ?? folder + "/work"
    files.put(task.stdout, at: folder + "/stdout")
    files.put(task.stderr, at: folder + "/stderr")
    let place = { (path: String) in FileReference(path.hasPrefix("/") ? path : folder + "/work/" + path) }
    for (path, text) in task.files where !path.hasSuffix("/") { files.put(text, at: place(path).location) }
    let found = task.found(request.outputs, place: place)
    return TaskFiles(
      stdout: FileReference(folder + "/stdout"), stderr: FileReference(folder + "/stderr"), workFolder: work,
      entries: found.entries, matches: found.matches)
  }

  package func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    try await files.read(file, limit: limit)
  }

  package func look(at file: FileReference) async throws -> StorageEntry? { try await files.look(at: file) }

  package func list(_ folder: FileReference) async throws -> [StorageEntry] { try await files.list(folder) }

  package func write(_ bytes: [UInt8], name: String) async throws -> FileReference {
    let file = FileReference("/run/files/" + name)
    try await files.write(bytes, to: file)
    return file
  }

  package func note(_ note: RunNote) async { notesSoFar.withLock { $0.append(note) } }
}
