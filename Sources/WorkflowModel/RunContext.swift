package import JSONText
import SourceText

/// The one door from a language to the world: tasks to run, files to read and write.
///
/// Conformers: the engine, and a fake in the tests of the languages. Every function may be called from many tasks at
/// once; cancelling the calling task cancels what it asked for.
package protocol RunContext: Sendable {
  /// The folders that a task will see.
  func placement(of site: TaskSite) async throws -> TaskPlacement

  /// The request with what the user's configuration says of the call instead.
  ///
  /// A language asks before it writes the command, so that a command that speaks of its cores or its memory says what it
  /// will have. Asking again changes nothing.
  func configured(_ request: TaskRequest, at site: TaskSite) throws -> TaskRequest

  /// Runs a call: from the cache, or by as many attempts as its allowance permits.
  ///
  /// - Parameter prepare: writes the request for an attempt. It is asked again before each repeat, since a language may
  ///   let the command and its resources depend on the attempt.
  /// - Parameter accept: reads the outputs of the attempt that succeeded; what it throws fails the call.
  /// - Throws: ``ExecutionError`` with code `taskFailed` when no attempt succeeded; ``FailedBefore`` instead in a run
  ///   that goes on after failures.
  func run(
    _ call: CallPath, prepare: @escaping @Sendable (TaskAttempt) async throws -> TaskRequest,
    accept: @escaping @Sendable (TaskSuccess) async throws -> Void
  ) async throws -> TaskSuccess

  /// Told when something of a workflow has failed that is no call: an expression, a binding.
  ///
  /// - Parameter place: the name that has no value now, as a call's path would be.
  /// - Returns: what to throw in place of the error. ``FailedBefore`` says that the run goes on: then the language passes
  ///   over what needs the name, and over nothing else.
  func failed(_ place: CallPath, _ error: any Error) async -> any Error

  /// Told when a call will not run, since it needs what has failed; only in a run that goes on after failures.
  func skipped(_ call: CallPath, because failure: FailedBefore)

  /// Told what a call was given, and what it gave: files by their locations.
  ///
  /// - Parameter values: asked for only where such values are kept. What cannot be written is left out.
  func keep(_ kind: CallValues, of call: CallPath, _ values: () throws -> JSONObject)
  /// What tasks ask for that do not say it themselves.
  var attributeDefaults: AttributeDefaults { get }

  /// How many calls may have started at a time: a language need not have many more of them ready.
  var callWindow: Int { get }

  /// The whole content of a file.
  ///
  /// - Parameter limit: bytes; a larger file is an error that says so.
  func read(_ file: FileReference, limit: Int) async throws -> [UInt8]

  /// What lies under that name: nil when there is nothing.
  func look(at file: FileReference) async throws -> StorageEntry?

  /// All files below a folder, however deep.
  func list(_ folder: FileReference) async throws -> [StorageEntry]

  /// Keeps a file that the workflow itself made (outside any task).
  ///
  /// - Parameter name: a plain name, the same for the same bytes.
  func write(_ bytes: [UInt8], name: String) async throws -> FileReference

  /// Tells the user something about the run.
  func note(_ note: RunNote) async
}

extension RunContext {
  package func configured(_ request: TaskRequest, at site: TaskSite) throws -> TaskRequest { request }

  package func keep(_ kind: CallValues, of call: CallPath, _ values: () throws -> JSONObject) {}
  package var attributeDefaults: AttributeDefaults { AttributeDefaults() }

  /// Runs a call whose outputs are taken as they are.
  package func run(
    _ call: CallPath, prepare: @escaping @Sendable (TaskAttempt) async throws -> TaskRequest
  ) async throws -> TaskSuccess {
    try await run(call, prepare: prepare, accept: { _ in })
  }
}

/// The values of a call that are kept for those who look at the run.
package enum CallValues: String, Sendable { case inputs, outputs }

/// Which attempt of a call is being prepared.
package struct TaskAttempt: Sendable {
  /// From 0.
  package let number: Int
  /// What the attempt before asked for; nil for the first.
  package let previous: TaskRequest?

  package init(number: Int, previous: TaskRequest?) {
    self.number = number
    self.previous = previous
  }
}

/// An attempt whose exit status means success. Never changed; a class for the reason that ``BackendAttempt`` is one.
package final class TaskSuccess: Sendable {
  package let status: Int32
  package let files: TaskFiles
  /// From 0.
  package let attempt: Int
  /// The request that succeeded.
  package let request: TaskRequest

  package init(status: Int32, files: TaskFiles, attempt: Int, request: TaskRequest) {
    self.status = status
    self.files = files
    self.attempt = attempt
    self.request = request
  }
}

package struct RunNote: Sendable {
  package enum Level: String, Sendable { case info, warning }

  package let level: Level
  package let message: String

  package init(_ level: Level, _ message: String) {
    self.level = level
    self.message = WebText.redacted(message)
  }
}
