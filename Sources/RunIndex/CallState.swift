/// Where a call is, as its run's journal tells.
package enum CallState: Int, CaseIterable, Sendable {
  /// It has begun; no backend has it: its inputs are brought, or it is between two attempts.
  case waiting = 0
  /// A backend has it and it does not run yet.
  case queued = 1
  case running = 2
  case done = 3
  /// Its results came from the cache.
  case cached = 4
  case failed = 5
  case cancelled = 6
  /// It needs what has failed.
  case skipped = 7

  package var name: String { "\(self)" }

  /// Whether it is under way as long as its run is.
  package var isOpen: Bool { rawValue <= CallState.running.rawValue }
}

/// How many calls of a run are in each state.
package struct CallCounts: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: CallState.allCases.count)

  package init() {}

  package subscript(_ state: CallState) -> Int {
    get { counts[state.rawValue] }
    set { counts[state.rawValue] = newValue }
  }

  package var total: Int { counts.reduce(0, +) }
  /// Those that are under way as long as the run is.
  package var open: Int { CallState.allCases.filter(\.isOpen).map { self[$0] }.reduce(0, +) }
}
