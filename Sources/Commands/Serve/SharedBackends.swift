import AWSClient
import LocalBackend
import Synchronization
import WorkflowModel

/// What the runs of one process have in common: the cores and memory of this machine, and how often AWS is asked.
final class SharedBackends: Sendable {
  let paces = AccountPaces()
  private let locals = Mutex<[String: LocalBackend]>([:])

  /// The backend of an environment of this machine: the same for every run.
  func local(_ name: String, _ make: () -> LocalBackend) -> any Backend {
    KeptBackend(
      locals.withLock { locals in
        if let backend = locals[name] { return backend }
        let made = make()
        locals[name] = made
        return made
      })
  }

  /// Lets go of them all, when nothing runs any more.
  func shutdown() async {
    for backend in locals.withLock({ Array($0.values) }) { await backend.shutdown() }
  }
}

/// A backend that other runs use, too: the end of one changes nothing.
private struct KeptBackend: Backend {
  let backend: LocalBackend

  init(_ backend: LocalBackend) { self.backend = backend }

  var name: String { backend.name }
  var environmentName: String { backend.environmentName }
  var needsLocalInputs: Bool { backend.needsLocalInputs }

  func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    try await backend.placement(of: site, in: run)
  }

  func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    try await backend.run(attempt, takingOver: earlier, report: report)
  }

  func shutdown() async {}
}
