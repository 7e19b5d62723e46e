/// A setting that rules may have and that a backend reads from ``TaskRequest/hints``.
struct RuleSetting: Sendable {
  /// The first is the one to write; the others come from elsewhere.
  let names: [String]
  /// As the backend reads it.
  let hint: String

  init(_ names: String..., hint: String? = nil) {
    self.names = names
    self.hint = hint ?? names.first ?? ""
  }

  static let table = [
    RuleSetting("queue", "queueArn", "jobQueue", "awsQueue", hint: "queueArn"),
    RuleSetting("containerOptions"),
    RuleSetting("volumes"),
    RuleSetting("secrets"),
    RuleSetting("priority", "schedulingPriority"),
    RuleSetting("shareIdentifier"),
    RuleSetting("jobRole", "jobRoleArn"),
    RuleSetting("executionRole", "executionRoleArn"),
    RuleSetting("tags", "resourceLabels"),
  ]

  static func named(_ name: String) -> RuleSetting? { table.first { $0.names.contains(name) } }

  /// Under what other names a workflow may have said the same.
  static func otherHints(for hint: String) -> [String] {
    table.first { $0.hint == hint }?.names.filter { $0 != hint } ?? []
  }
}
