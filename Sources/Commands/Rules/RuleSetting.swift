import AWSBatchBackend

/// A setting that rules may have and that a backend reads from ``TaskRequest/hints``.
struct RuleSetting: Sendable {
  /// The first is the one to write; the others come from elsewhere.
  let names: [String]
  /// As the backend reads it.
  let hint: String

  /// Those of AWS Batch, but for what every backend knows.
  static let table = SettingNames.ofTasks
    .filter { names in !RuleReader.names.contains { !$0.allSatisfy { !names.contains($0) } } }
    .map { RuleSetting(names: $0, hint: $0.first ?? "") }

  static func named(_ name: String) -> RuleSetting? { table.first { $0.names.contains(name) } }

  /// Under what other names a workflow may have said the same.
  static func otherHints(for hint: String) -> [String] {
    table.first { $0.hint == hint }?.names.filter { $0 != hint } ?? []
  }
}
