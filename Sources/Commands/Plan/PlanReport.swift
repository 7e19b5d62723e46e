import JSONText
import WorkflowEngine
import WorkflowModel

/// What a run would do: a reading of the events of one that was only planned, without I/O.
struct PlanReport: Hashable, Sendable {
  enum Fate: Hashable, Sendable {
    case cached(run: String, call: CallPath)
    case runs(because: String)
    /// It needs what another call gives, which has to run.
    case waits(for: CallPath)

    var name: String {
      switch self {
      case .cached: "cached"
      case .runs: "runs"
      case .waits: "waits"
      }
    }
  }

  private(set) var workflow = ""
  /// In the order in which they became known.
  private(set) var calls: [(call: CallPath, fate: Fate)] = []
  private(set) var notes: [String] = []
  /// Where the calls would run that have to, those on AWS.
  private(set) var stays: [CallPath: MachineStay] = [:]
  /// What they would cost, where there are such.
  var cost: PlanCost?

  static func == (left: PlanReport, right: PlanReport) -> Bool { left.json == right.json }

  func hash(into hasher: inout Hasher) { hasher.combine(json) }

  mutating func apply(_ event: RunEvent) {
    switch event.kind {
    case .runStarted(_, let workflow): self.workflow = workflow
    case .callCached(let call, let cached): calls.append((call, .cached(run: cached.run, call: cached.call)))
    case .callUncached(let call, let reason): calls.append((call, .runs(because: reason)))
    case .callSkipped(let call, let cause): calls.append((call, .waits(for: cause)))
    case .attemptPlaced(let attempt, let stay, _): stays[attempt.call] = stay
    case .note(.warning, let text): notes.append(text)
    default: break
    }
  }

  /// How many share each fate: `9 cached, 2 run, 1 waits`.
  private static func counts(_ fates: some Sequence<Fate>) -> String {
    var counts: [String: Int] = [:]
    for fate in fates { counts[fate.name, default: 0] += 1 }
    let parts = [("cached", "cached", "cached"), ("runs", "runs", "run"), ("waits", "waits", "wait")].compactMap {
      name, one, many in counts[name].map { "\($0) \($0 == 1 ? one : many)" }
    }
    return parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")
  }

  /// - Parameter all: tells of every call; otherwise of the first few of each name that do not come from the cache.
  func lines(all: Bool) -> [String] {
    var lines = ["\(workflow): \(Self.counts(calls.map(\.fate)))"]
    var names: [String] = []
    var groups: [String: [(call: CallPath, fate: Fate)]] = [:]
    for call in calls {
      if groups[call.call.name] == nil { names.append(call.call.name) }
      groups[call.call.name, default: []].append(call)
    }
    for name in names {
      let group = (groups[name] ?? []).sorted { $0.call < $1.call }
      lines.append("  \(name): \(Self.counts(group.map(\.fate)))")
      let told = group.compactMap { call, fate in Self.line(call, fate, all).map { "    " + $0 } }
      lines += all ? told : Array(told.prefix(Self.told))
      if !all, told.count > Self.told { lines.append("    and \(told.count - Self.told) more; --calls tells of each") }
    }
    if calls.contains(where: { $0.fate.name == "waits" }) {
      lines.append("what depends on calls that have to run is not known yet: there may be more calls")
    }
    return lines + (cost?.lines ?? []) + notes.map { "warning: " + $0 }
  }

  private static let told = 5

  private static func line(_ call: CallPath, _ fate: Fate, _ all: Bool) -> String? {
    switch fate {
    case .cached(let run, let earlier): all ? "\(call) is cached: \(earlier) of \(run)" : nil
    case .runs(let reason): "\(call) runs: \(reason)"
    case .waits(let cause): "\(call) waits for \(cause)"
    }
  }

  var json: JSONValue {
    var members: JSONObject = [
      "workflow": .string(workflow),
      "calls": .array(
        calls.map { call, fate in
          var members: JSONObject = ["call": .string(call.description), "fate": .string(fate.name)]
          switch fate {
          case .cached(let run, let earlier):
            members["run"] = .string(run)
            members["fromCall"] = .string(earlier.description)
          case .runs(let reason): members["reason"] = .string(reason)
          case .waits(let cause): members["for"] = .string(cause.description)
          }
          return .object(members)
        }),
      "warnings": .array(notes.map { .string($0) }),
    ]
    if let cost { members["cost"] = cost.json }
    return .object(members)
  }
}
