import AWSServices
import JSONText

/// Retries by AWS Batch itself, beside those of the engine.
///
/// Source: `RetryStrategy` and `EvaluateOnExit` in the API reference of AWS Batch.
enum RetrySettings {
  static let mostAttempts: Int64 = 10
  private static let mostRules = 5
  private static let longestPattern = 512

  /// Repeats after a lost machine, and after nothing else: on EC2 and on Fargate.
  static let spotRules = [
    EvaluateOnExit(action: "RETRY", onStatusReason: "Host EC2*"),
    EvaluateOnExit(action: "RETRY", onStatusReason: "Your Spot Task was interrupted*"),
    EvaluateOnExit(action: "EXIT", onReason: "*"),
  ]

  /// A list of mappings with `action` (RETRY or EXIT) and at least one of `onExitCode`, `onReason`, `onStatusReason`,
  /// in any case.
  static func rules(_ value: JSONValue) throws(SettingProblem) -> [EvaluateOnExit] {
    var rules: [EvaluateOnExit] = []
    for element in try SettingKinds.list(value) { rules.append(try rule(element)) }
    guard rules.count <= mostRules else {
      throw SettingProblem("has \(rules.count) rules; AWS Batch takes \(mostRules)")
    }
    return rules
  }

  private static func rule(_ value: JSONValue) throws(SettingProblem) -> EvaluateOnExit {
    guard let members = value.object else { throw SettingProblem("must hold mappings, but holds \(value.kind)") }
    var rule = EvaluateOnExit(action: "")
    for (name, value) in members {
      guard let text = value.spelled else { throw SettingProblem("has `\(name)` with \(value.kind)") }
      switch name.lowercased() {
      case "action": rule.action = text.uppercased()
      case "onexitcode": rule.onExitCode = try pattern(text, name) { $0.isASCII && $0.isNumber }
      case "onreason": rule.onReason = try pattern(text, name, isLegal)
      case "onstatusreason": rule.onStatusReason = try pattern(text, name, isLegal)
      default: throw SettingProblem("has `\(name)`; there are: action, onExitCode, onReason, onStatusReason")
      }
    }
    guard ["RETRY", "EXIT"].contains(rule.action) else {
      throw SettingProblem("has a rule whose `action` is neither RETRY nor EXIT")
    }
    guard rule.onExitCode != nil || rule.onReason != nil || rule.onStatusReason != nil else {
      throw SettingProblem("has a rule without any of onExitCode, onReason and onStatusReason")
    }
    return rule
  }

  /// What AWS's own messages hold, brackets too, though its reference speaks of letters, digits, `.` and `:` only.
  private static func isLegal(_ character: Character) -> Bool { character.isASCII && character != "*" }

  private static func pattern(
    _ text: String, _ name: String, _ isLegal: (Character) -> Bool
  ) throws(SettingProblem) -> String {
    let body = text.hasSuffix("*") ? text.dropLast() : text[...]
    guard !text.isEmpty, text.count <= longestPattern, body.allSatisfy(isLegal) else {
      throw SettingProblem("has `\(name): \(text)`; an asterisk may stand only at the end of a pattern")
    }
    return text
  }
}

extension RetrySettings {
  /// 0 for none.
  static func attempts(_ value: JSONValue) throws(SettingProblem) -> Int {
    Int(try SettingKinds.integer(value, from: 0, to: mostAttempts))
  }

  /// AWS's own `{attempts, evaluateOnExit}`.
  static func strategy(_ value: JSONValue) throws(SettingProblem) -> (Int?, [EvaluateOnExit]?) {
    let value = try value.structured()
    try ContainerParts.refuseOthers(value, than: ["attempts", "evaluateOnExit"])
    var strategy: (Int?, [EvaluateOnExit]?)
    if let count = value["attempts"] { strategy.0 = try attempts(count) }
    if let list = value["evaluateOnExit"] { strategy.1 = try rules(list) }
    return strategy
  }
}
