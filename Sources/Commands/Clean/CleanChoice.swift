package import RunIndex

/// The runs that a cleaning is for, and those that were meant and stay: decided without I/O.
///
/// A run stays when one that stays uses its results.
package struct CleanChoice: Sendable {
  /// In the order in which they were given.
  package private(set) var chosen: [RunSummary] = []
  package private(set) var refusals: [(run: String, reason: String)] = []

  /// - Parameters:
  ///   - users: the names of runs by the keys of those whose results they use.
  ///   - obstacle: what else speaks against removing a run, in words.
  package init(
    _ runs: [RunSummary], by rule: CleanRule, now: Int64, users: [String: [String]],
    obstacle: (RunSummary) -> String? = { _ in nil }
  ) {
    for run in runs {
      switch rule.verdict(on: run, now: now) {
      case .leave: continue
      case .refuse(let reason): refusals.append((run.name, reason))
      case .remove:
        if let reason = obstacle(run), !rule.isForced {
          refusals.append((run.name, reason))
        } else {
          chosen.append(run)
        }
      }
    }
    if !rule.isForced { keepWhatIsUsed(users, rule, runs) }
  }

  private mutating func keepWhatIsUsed(_ users: [String: [String]], _ rule: CleanRule, _ runs: [RunSummary]) {
    let underWay = Set(runs.filter { $0.state == .running || $0.state == .unknown }.map(\.name))
    var before = -1
    while before != refusals.count {
      before = refusals.count
      let going = Set(chosen.map(\.name))
      chosen.removeAll { run in
        // Of a run whose files stay, those that outputs of others point to do; not those that a run may yet look for.
        let users = (users[run.key] ?? []).filter { user in
          rule.isIntermediate ? underWay.contains(user) : !going.contains(user)
        }
        guard let user = users.first else { return false }
        let more = users.count > 1 ? " and \(users.count - 1) more" : ""
        refusals.append((run.name, "\(user)\(more) took results of it from the call cache (--force)"))
        return true
      }
    }
  }
}
