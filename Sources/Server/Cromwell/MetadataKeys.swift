import JSONText

/// Which members of metadata a client wants: those whose names begin with one of the included keys, and with none of the
/// excluded.
struct MetadataKeys: Hashable, Sendable {
  var included: [String] = []
  var excluded: [String] = []
  /// Whether workflows that are called stand in place of their ids.
  var expandsSubworkflows = false

  /// Members that stand in any answer.
  private static let always = ["id"]

  /// A member of a workflow's object.
  func wants(_ name: String) -> Bool {
    if Self.always.contains(name) { return true }
    if excluded.contains(where: { Self.matches(name, $0) }) { return false }
    if included.isEmpty { return true }
    return included.contains { Self.matches(name, $0) }
  }

  /// Whether the calls have to be told: they may have members that are wanted.
  var wantsCalls: Bool {
    if excluded.contains("calls") { return false }
    return included.isEmpty || included.contains { $0 == "calls" || !Self.ofWorkflows.contains($0) || $0 == "end" }
  }

  /// A member of a call's object.
  func wantsOfCall(_ name: String) -> Bool {
    if ["shardIndex", "attempt"].contains(name) { return true }
    if excluded.contains(where: { Self.matches(name, $0) }) { return false }
    return included.isEmpty || included.contains("calls") || included.contains { Self.matches(name, $0) }
  }

  /// `executionEvents:description` stands for its first part here.
  private static func matches(_ name: String, _ key: String) -> Bool {
    name.hasPrefix(key) || key.hasPrefix(name + ":")
  }

  private static let ofWorkflows: Set<String> = [
    "id", "workflowName", "status", "submission", "submittedFiles", "workflowRoot", "labels", "message",
  ]
}
