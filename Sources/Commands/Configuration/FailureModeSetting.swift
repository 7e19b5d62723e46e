import ArgumentParser
import JSONText
import WorkflowModel

/// What `martlet.yaml` says of failures, by our name or by one that other engines' users know.
enum FailureModeSetting {
  private static let modes = ["failureMode", "workflow_failure_mode", "workflowFailureMode", "errorStrategy"]
  private static let flags = ["keepGoing", "keep-going", "failFast", "fail_fast"]

  /// All names under which it may stand.
  static let names = modes + flags

  /// - Returns: nil when the file says nothing.
  /// - Throws: ``ExecutionError`` (`configuration`).
  static func read(_ members: JSONObject, _ file: String) throws -> FailureMode? {
    let given = names.filter { members[$0] != nil }
    guard let name = given.first, let value = members[name] else { return nil }
    if given.count > 1 {
      throw ExecutionError(
        .configuration, "\(file): `\(given[0])` and `\(given[1])` say the same thing", help: "leave one of them out")
    }
    if flags.contains(name) {
      guard let flag = value.bool else {
        throw ExecutionError(.configuration, "\(file): `\(name)` must be true or false, not \(value.kind)")
      }
      return name.hasPrefix("keep") ? (flag ? .continue : .cancel) : (flag ? .cancel : .finish)
    }
    guard let mode = value.string.flatMap({ FailureMode(named: $0) }) else {
      throw ExecutionError(
        .configuration, "\(file): `\(name)` is \(value.string.map { "`\($0)`" } ?? value.kind), which is no mode",
        help: "it is one of: " + FailureMode.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return mode
  }
}

extension FailureMode: ExpressibleByArgument {
  package init?(argument: String) { self.init(named: argument) }

  package static var allValueStrings: [String] { allCases.map(\.rawValue) }
}
