package import WorkflowEngine
import WorkflowModel

/// What a person is told of a run line by line: a reading of its events, without I/O.
///
/// Of each call name the first few are told one by one. When there are more, they are counted, and the counts are told
/// now and then: seldom enough that a log of a run of many hours can be read, and grows no faster than the run's age.
package struct ProgressLines {
  /// How many calls of a name are told one by one; as many of its failures.
  private static let told = 20
  /// Milliseconds between two tellings of counts: at least, and at most.
  private static let shortest: Int64 = 10_000
  private static let longest: Int64 = 600_000

  private var table = ProgressTable()
  private var started: [String: Int] = [:]
  private var troubles: [String: Int] = [:]
  /// The names that are counted and have changed since they were told, in that order.
  private var changed: [String] = []
  private var toldAt: Int64 = 0

  package init() {}

  package mutating func lines(for event: RunEvent) -> [String] {
    table.apply(event)
    var lines = event.kind.call.map { tell(event.kind, of: $0.name) } ?? [Self.line(event.kind)].compactMap(\.self)
    if case .runStarted = event.kind { toldAt = event.time }
    let pause = min(max((event.time - table.started) / 10, Self.shortest), Self.longest)
    if event.time - toldAt >= pause || table.ended != nil {
      lines = changed.map { "\($0): \(table.summary(of: $0))" } + lines
      changed = []
      toldAt = event.time
    }
    return lines
  }

  private mutating func tell(_ kind: RunEvent.Kind, of name: String) -> [String] {
    if case .callStarted = kind { started[name, default: 0] += 1 }
    let isCounted = started[name, default: 0] > Self.told
    if isCounted, !changed.contains(name) { changed.append(name) }
    guard let line = Self.line(kind) else { return [] }
    if Self.isTrouble(kind) {
      troubles[name, default: 0] += 1
      switch troubles[name, default: 0] {
      case ...Self.told: return [line]
      case Self.told + 1: return ["more of \(name) did not succeed; run.log names each"]
      default: return []
      }
    }
    guard isCounted else { return [line] }
    if case .callStarted = kind, started[name] == Self.told + 1 {
      return ["\(name) has many calls, which are counted from here on; run.log names each"]
    }
    return []
  }

  private static func isTrouble(_ kind: RunEvent.Kind) -> Bool {
    switch kind {
    case .callFailed, .callCancelled, .callSkipped, .attemptEnded: true
    default: false
    }
  }

  /// Nil for what a person need not be told.
  static func line(_ event: RunEvent.Kind) -> String? {
    switch event {
    case .runStarted(let place, let workflow): "run \(workflow) in \(place.folder)"
    case .runResumed: "the run goes on where it was"
    case .callRestored: nil
    case .callStarted(let call): "start \(call)"
    case .attemptPrepared, .attemptRunning, .attemptPlaced: nil
    case .attemptSubmitted(let attempt, let handle):
      handle.backend == "local" ? nil : "submitted \(attempt.call) as \(handle.identifier)"
    case .attemptTakenOver(let attempt, let handle):
      handle.backend == "local" ? "took over \(attempt.call)" : "took over \(attempt.call), \(handle.identifier)"
    case .attemptWaiting(let attempt, let reason): reason.map { "\(attempt.call) waits: \($0)" }
    case .attemptEnded(let attempt, let end):
      ending(end).map { "attempt \(attempt.number + 1) of \(attempt.call) \($0)" }
    case .callSucceeded(let call, _, _): "done \(call)"
    case .callCached(let call, let cached): "cached \(call), as \(cached.call) of \(cached.run)"
    case .callKeyed, .callUncached: nil
    case .callFailed(let call, _): "failed \(call)"
    case .callCancelled(let call): "cancelled \(call)"
    case .callSkipped(let call, let cause): "skipped \(call), which needs \(cause)"
    case .note(let level, let text): "\(level.rawValue): \(text)"
    case .runEnded(.succeeded): "run done"
    case .runEnded(.failed): "run failed"
    case .runEnded(.cancelled): "run cancelled"
    }
  }

  /// Only what did not end well: the rest is told with the call.
  private static func ending(_ end: AttemptEnd) -> String? {
    switch end {
    case .outcome(.exited(let status, _)): status == 0 ? nil : "ended with exit status \(status)"
    case .outcome(.lost(let reason)): "was lost: \(reason)"
    case .outcome(.failed(let failure)): "failed: \(failure.cause.rawValue): \(failure.reason)"
    case .error(let message): "could not run: \(message)"
    case .cancelled: nil
    }
  }
}

extension RunEvent.Kind {
  /// The call that it is about.
  fileprivate var call: CallPath? {
    switch self {
    case .callStarted(let call), .callRestored(let call), .callSucceeded(let call, _, _), .callFailed(let call, _),
      .callCancelled(let call), .callCached(let call, _), .callUncached(let call, _), .callKeyed(let call, _, _),
      .callSkipped(let call, _):
      call
    case .attemptPrepared(let attempt, _, _, _), .attemptSubmitted(let attempt, _), .attemptTakenOver(let attempt, _),
      .attemptWaiting(let attempt, _), .attemptRunning(let attempt), .attemptPlaced(let attempt, _, _),
      .attemptEnded(let attempt, _):
      attempt.call
    case .runStarted, .runResumed, .note, .runEnded: nil
    }
  }
}
