package import RunIndex

/// Which runs a person wants to be rid of: decided without I/O.
package struct CleanRule: Sendable {
  package enum Verdict: Hashable, Sendable {
    /// It is not meant.
    case leave
    case remove
    /// It is meant, and must not be removed.
    case refuse(String)
  }

  /// Only these; nil for all.
  package var names: Set<String>?
  /// Milliseconds since the last event.
  package var age: Int64?
  /// Only these; empty for all.
  package var states: Set<RunState> = []
  /// Whether the run stays, and only files of it go that nothing needs any more.
  package var isIntermediate = false
  package var isForced = false

  package init() {}

  /// - Parameter now: milliseconds since 1970.
  package func verdict(on run: RunSummary, now: Int64) -> Verdict {
    guard isMeant(run, now) else { return .leave }
    if isIntermediate, run.state != .succeeded {
      return names == nil ? .leave : .refuse("it has not succeeded (\(run.state.rawValue)): it may need them")
    }
    if isForced { return .remove }
    switch run.state {
    case .running: return .refuse("a process has it: end that first (or --force)")
    case .detached: return .refuse("it is detached: `martlet cancel` ends it (or --force, which leaves its jobs)")
    case .unknown: return .refuse("nothing tells whether a process has it (--force if none does)")
    case .succeeded, .failed, .cancelled, .interrupted, .unreadable: break
    }
    return .remove
  }

  private func isMeant(_ run: RunSummary, _ now: Int64) -> Bool {
    if let names, !names.contains(run.name) { return false }
    if !states.isEmpty, !states.contains(run.state) { return false }
    // Of a run that cannot be read nobody knows how old it is.
    if let age { return run.latest > 0 && now - run.latest >= age }
    return true
  }
}
