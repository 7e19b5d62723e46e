import WorkflowEngine
import WorkflowModel

/// The attempts of a run, as its journal tells of them.
struct RunAttempts: Sendable {
  struct Attempt: Sendable {
    let name: AttemptName
    /// Of `martlet.yaml`; nil for a call whose results came from the cache.
    var environment: String?
    var handle: BackendHandle?
    var hasEnded = false
    /// What it left behind, as far as that is known.
    var files: TaskFiles?
  }

  private(set) var attempts: [AttemptName: Attempt] = [:]
  /// In the order in which they began. A call whose results came from the cache counts as one that has ended.
  private(set) var order: [AttemptName] = []
  private(set) var hasEnded = false

  mutating func apply(_ event: RunEvent) {
    switch event.kind {
    case .attemptPrepared(let name, let environment, _, _):
      if attempts.updateValue(Attempt(name: name, environment: environment), forKey: name) == nil { order.append(name) }
    case .attemptSubmitted(let name, let handle), .attemptTakenOver(let name, let handle):
      attempts[name]?.handle = handle
    case .callCached(let call, let cached):
      let name = AttemptName(call, 0)
      let attempt = Attempt(name: name, environment: nil, hasEnded: true, files: cached.files)
      if attempts.updateValue(attempt, forKey: name) == nil { order.append(name) }
    case .attemptEnded(let name, let end):
      attempts[name]?.hasEnded = true
      if case .outcome(let outcome) = end { attempts[name]?.files = outcome.files }
    case .runStarted: hasEnded = false
    case .runEnded: hasEnded = true
    default: break
    }
  }

  /// The names of the calls, each once, in the order in which they began.
  var calls: [CallPath] {
    var seen: Set<CallPath> = []
    return order.map(\.call).filter { seen.insert($0).inserted }
  }

  /// The last attempt of each call.
  var newest: Set<AttemptName> {
    var newest: [CallPath: AttemptName] = [:]
    for name in order { newest[name.call] = name }
    return Set(newest.values)
  }
}
