import Synchronization
import WorkflowEngine

/// How much goes on, of all runs.
final class ServerLoad: Sendable {
  private let open = Mutex(0)

  /// Calls that are under way.
  var calls: Int { open.withLock { $0 } }

  fileprivate func add(_ count: Int) { open.withLock { $0 += count } }
}

/// Watches one run: notes what its workflow is called as soon as its document has told, and how many calls go on.
actor RunWatch: RunObserver {
  private let id: String
  private let store: WorkflowStore
  private let load: ServerLoad
  private var open = 0

  init(_ id: String, _ store: WorkflowStore, _ load: ServerLoad) {
    self.id = id
    self.store = store
    self.load = load
  }

  func observe(_ event: RunEvent) async {
    switch event.kind {
    case .runStarted(_, let name): try? await store.setName(name, of: id)
    case .callStarted: count(1)
    case .callSucceeded, .callCached, .callFailed, .callCancelled: count(-1)
    case .runEnded: count(-open)
    default: break
    }
  }

  private func count(_ change: Int) {
    open += change
    load.add(change)
  }
}
