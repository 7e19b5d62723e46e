import WorkflowModel

/// One entry of `rules` in `martlet.yaml`: which calls it is for, and what it says of them.
struct TaskRule: Hashable, Sendable {
  /// One of these has to match, unless there are none.
  var names: [CallPattern] = []
  /// One of these too.
  var labels: [LabelPattern] = []
  /// Where the calls run; nil leaves them where they would.
  var environment: String?
  var change = TaskChange()

  func isFor(_ site: TaskSite) -> Bool {
    (names.isEmpty || names.contains { $0.matches(site.call) })
      && (labels.isEmpty || labels.contains { $0.matches(site.labels) })
  }
}

/// All rules, in the order of the file: of two that are for the same call and say something of the same thing, the later
/// one counts.
struct TaskRules: Hashable, Sendable {
  var rules: [TaskRule] = []

  /// The environments that rules send calls to.
  var environments: Set<String> { Set(rules.compactMap(\.environment)) }

  func environment(for site: TaskSite) -> String? {
    rules.last { $0.environment != nil && $0.isFor(site) }?.environment
  }

  func configured(_ request: TaskRequest, at site: TaskSite) -> TaskRequest {
    var change = TaskChange()
    for rule in rules where rule.isFor(site) { change.add(rule.change) }
    return change.applied(to: request)
  }
}
