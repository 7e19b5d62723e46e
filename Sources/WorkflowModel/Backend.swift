/// Runs attempts of tasks somewhere.
///
/// To add one: conform, list it in `Composition.swift`, and pass `BackendConformance`.
package protocol Backend: Sendable {
  /// As it stands in `martlet.yaml`: `local`, `aws-batch`.
  var name: String { get }

  /// What `martlet.yaml` calls this backend with these settings: `laptop`, `aws`. It tells two backends of one kind apart.
  var environmentName: String { get }

  /// The folders that a task will see here.
  func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement

  /// Runs one attempt to its end.
  ///
  /// Cancelling the calling task stops the attempt; the function returns (or throws `CancellationError`) only when the
  /// attempt has ended everywhere.
  /// - Parameter earlier: the handle of the same attempt as an earlier process started it: it is taken over.
  /// - Parameter report: told what becomes known on the way; awaited, so that a handle is in the journal before more
  ///   happens.
  /// - Throws: ``ExecutionError`` when the backend itself cannot be used (no credentials, no such queue): then no
  ///   further attempt makes sense.
  func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome

  /// What machine an attempt would run on, and what it would keep of it; nil where that costs nothing.
  ///
  /// Nothing is started. What cannot be found out is left out.
  func forecast(_ attempt: BackendAttempt) async throws -> MachineStay?

  /// Another process goes on with the run: from now on what was started outside this machine is left alone, also when the
  /// calling tasks are cancelled.
  func abandon() async

  /// Called once when the run has ended; lets go of connections.
  func shutdown() async

  /// Where what the first attempt of a call leaves is kept; nil when that is in the run directory of this machine.
  func attemptFolder(of call: CallPath, in run: RunPlace) -> FileReference?

  /// Whether inputs that lie elsewhere (`s3://`, `https://`) have to be on this machine before an attempt starts.
  ///
  /// The engine then brings them, once a run. False: the backend brings what its tasks need.
  var needsLocalInputs: Bool { get }
}

extension Backend {
  package var environmentName: String { name }

  package var needsLocalInputs: Bool { false }

  package func forecast(_ attempt: BackendAttempt) async throws -> MachineStay? { nil }

  package func abandon() async {}

  package func attemptFolder(of call: CallPath, in run: RunPlace) -> FileReference? { nil }
}

/// One attempt as a backend sees it. Never changed; a class because many thousands may be under way, each of which is passed
/// from function to function.
package final class BackendAttempt: Sendable {
  package let call: CallPath
  /// From 0.
  package let number: Int
  package let request: TaskRequest
  package let placement: TaskPlacement
  package let run: RunPlace
  /// The attempt's own folder in the run directory of this machine; it exists.
  package let folder: String
  /// An earlier process of the run had begun it: with or without a handle, it may be under way or over.
  package let mayHaveBegun: Bool

  package init(
    call: CallPath, number: Int, request: TaskRequest, placement: TaskPlacement, run: RunPlace, folder: String,
    mayHaveBegun: Bool = false
  ) {
    self.mayHaveBegun = mayHaveBegun
    self.call = call
    self.number = number
    self.request = request
    self.placement = placement
    self.run = run
    self.folder = folder
  }
}

/// Which run, and where it is kept on this machine.
package struct RunPlace: Hashable, Sendable {
  /// The name of the run's folder, unique among the user's runs: `variants-20261120-231500`.
  package let name: String
  /// The run directory. Absolute.
  package let folder: String
  /// Names the run outside this machine, where others have runs of the same name: `variants-20261120-231500-3fa9c1`.
  package let key: String

  package init(name: String, folder: String, key: String? = nil) {
    self.name = name
    self.folder = folder
    self.key = key ?? name
  }

  /// The folder of a call: `<run>/calls/align/3`.
  package func callFolder(_ call: CallPath) -> String { folder + "/calls/" + call.folder }

  package func attemptFolder(_ call: CallPath, _ number: Int) -> String {
    callFolder(call) + "/attempt-\(number + 1)"
  }
}

/// How a backend finds an attempt again: a job's identifier, a process group.
package struct BackendHandle: Hashable, Sendable {
  package let backend: String
  package let identifier: String

  package init(backend: String, identifier: String) {
    self.backend = backend
    self.identifier = identifier
  }
}

/// What a backend says while an attempt is under way.
package enum BackendReport: Hashable, Sendable {
  case submitted(BackendHandle)
  /// It was found under way, or over, as an earlier process of the run had begun it.
  case takenOver(BackendHandle)
  /// It waits, with the reason where one is known.
  case waiting(reason: String?)
  case running
  /// Which machine it is on, or was. It may be told after the attempt has ended, until ``Backend/shutdown()`` returns.
  case placed(MachineStay)
  /// Something that the user should know and that is no failure; said once a run.
  case note(String)
}
