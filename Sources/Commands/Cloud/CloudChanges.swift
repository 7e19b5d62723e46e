import JSONText
import WorkflowModel

/// What a plan of Terraform's would do, in a line each.
struct CloudChanges: Hashable {
  struct Change: Hashable {
    /// `+` makes, `~` changes, `±` replaces, `-` removes.
    let sign: String
    let address: String
  }

  let changes: [Change]

  /// - Parameter json: of `terraform show -json`.
  init?(_ json: JSONValue) {
    guard let list = json["resource_changes"]?.array ?? (json["format_version"] == nil ? nil : []) else { return nil }
    changes = list.compactMap { element in
      guard let address = element["address"]?.string, let actions = element["change"]?["actions"]?.array else {
        return nil
      }
      return Self.sign(Set(actions.compactMap(\.string))).map { Change(sign: $0, address: address) }
    }
  }

  private static func sign(_ actions: Set<String>) -> String? {
    if actions.isSuperset(of: ["create", "delete"]) { return "±" }
    if actions.contains("create") { return "+" }
    if actions.contains("delete") { return "-" }
    return actions.contains("update") ? "~" : nil
  }

  var isEmpty: Bool { changes.isEmpty }

  /// Something goes, or is made anew, that jobs wait in.
  var removesQueues: Bool {
    changes.contains { $0.address.hasPrefix("aws_batch_job_queue.") && ["-", "±"].contains($0.sign) }
  }

  var lines: [String] { changes.map { "  \($0.sign) \($0.address)" } }

  /// `44 to make, 1 to replace`.
  var summary: String {
    let words = [("+", "make"), ("~", "change"), ("±", "replace"), ("-", "remove")].compactMap { sign, word in
      let count = changes.count { $0.sign == sign }
      return count == 0 ? nil : "\(count) to \(word)"
    }
    return words.isEmpty ? "nothing to do" : words.joined(separator: ", ")
  }
}
