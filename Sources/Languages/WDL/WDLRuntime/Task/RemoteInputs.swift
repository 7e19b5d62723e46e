import JSONText
import WDLLanguage

/// The inputs whose files a task can read where they lie: `localization_optional`, as a hint of the task, in its `inputs`
/// hint, or in `parameter_meta` as Cromwell has it.
///
/// Source: WDL 1.2, Hints Section.
enum RemoteInputs {
  private static let names = ["localization_optional", "localizationOptional"]

  static func names(of task: TypedTask) -> Set<String> {
    let all = Set(task.inputs.map(\.variable.name))
    let attributes = task.hints + task.requirements
    if attributes.contains(where: { names.contains($0.name) && isTrue($0.value) }) { return all }
    var found = Set(task.parameterMeta.filter { isTrue($0.1) }.map(\.0))
    for hint in task.hints where hint.name == "inputs" {
      for (input, value) in members(of: hint.value) where isTrue(members(of: value)) { found.insert(input) }
    }
    return found.intersection(all)
  }

  private static func isTrue(_ described: JSONValue) -> Bool { names.contains { described.object?[$0]?.bool == true } }

  private static func isTrue(_ members: [(name: String, value: TypedExpression)]) -> Bool {
    members.contains { names.contains($0.name) && isTrue($0.value) }
  }

  private static func isTrue(_ expression: TypedExpression) -> Bool {
    if case .literal(.boolean(true)) = expression.kind { true } else { false }
  }

  private static func members(of expression: TypedExpression) -> [(name: String, value: TypedExpression)] {
    if case .scoped(let members) = expression.kind { members } else { [] }
  }
}
