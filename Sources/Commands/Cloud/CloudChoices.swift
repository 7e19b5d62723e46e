import JSONText
import SourceText
import TerraformFiles
import WorkflowModel

/// What was chosen: variables of the module, as they stand in `terraform.tfvars.json`. What is not there has the module's
/// default.
struct CloudChoices: Hashable, Sendable {
  var values: JSONObject

  /// The region, once it is chosen.
  var region: String? { values["region"]?.string }

  /// A bucket that was given, not made.
  var givenBucket: String? { values["bucket"]?.string }

  /// Takes `NAME=VALUE`: the value is JSON, or a text where it is none; `null` takes an earlier choice away.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) for what is no variable of the module.
  mutating func set(_ assignment: String) throws {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw ExecutionError(.configuration, "--var takes NAME=VALUE, not `\(assignment)`")
    }
    let known = TerraformFiles.variableNames
    guard known.contains(parts[0]) else {
      let near = Suggestion.nearest(to: parts[0], among: known).map { "did you mean `\($0)`?" }
      throw ExecutionError(
        .configuration, "there is no variable `\(parts[0])`",
        help: near ?? "there are: " + known.joined(separator: ", "))
    }
    let value = (try? JSONParser.parse(parts[1])) ?? .string(parts[1])
    if value.isNull { values[parts[0]] = nil } else { values[parts[0]] = value }
  }

  /// Takes tags `NAME=VALUE`, beside those that were chosen before.
  mutating func add(tags: [String]) throws {
    var all = values["tags"]?.object ?? JSONObject()
    for tag in tags {
      let parts = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ExecutionError(.configuration, "--tag takes NAME=VALUE, not `\(tag)`")
      }
      all[parts[0]] = .string(parts[1])
    }
    if !all.isEmpty { values["tags"] = .object(all) }
  }
}
