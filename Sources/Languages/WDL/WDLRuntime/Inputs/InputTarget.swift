import SourceText
import WDLLanguage

/// Where a given input belongs.
struct InputTarget {
  /// The calls on the way, the outermost first.
  var calls: [String]
  /// The input, or a setting: `x`, `runtime.memory`.
  var name: String
  var type: WDLType
  /// Whether it overrides a requirement or hint rather than an input.
  var isSetting: Bool
  /// What is odd about it, though it can be set.
  var warning: String?

  private static let sections: Set<String> = ["runtime", "requirements", "hints"]

  /// - Parameter parts: the name without the target's own: `["call", "x"]`.
  /// - Throws: ``InputProblem``.
  static func find(_ parts: ArraySlice<String>, in callable: Callable) throws -> InputTarget {
    var calls: [String] = []
    var callable = callable
    var given: Set<String> = []
    let isSetting = parts.dropLast().contains { sections.contains($0) }
    var parts = parts
    while let first = parts.first {
      if parts.count == 1 {
        return try input(first, of: callable, calls, given)
      }
      if case .task = callable, sections.contains(first) {
        return try setting(parts, of: callable, calls)
      }
      let call = try self.call(first, in: callable, isSetting: isSetting)
      calls.append(first)
      callable = call.callee
      given = Set(call.arguments.map(\.name))
      parts = parts.dropFirst()
    }
    throw InputProblem("there is no such input")
  }

  /// `runtime.memory`, `requirements.cpu`, `hints.short_task`.
  private static func setting(
    _ parts: ArraySlice<String>, of callable: Callable, _ calls: [String]
  ) throws -> InputTarget {
    guard case .task(let task) = callable, let section = parts.first else {
      throw InputProblem("there is no such input")
    }
    let attribute = parts.dropFirst().joined(separator: ".")
    let own = (task.requirements + task.hints).map(\.name)
    let known = TaskAttributes.settings(in: section).union(own)
    var warning: String?
    if !known.contains(attribute) {
      let near = Suggestion.nearest(to: attribute, among: known.sorted())
      // Engines have settings of their own; of requirements there are those of the specification alone.
      if near != nil || section == "requirements" {
        warning = "nothing is known to read `\(attribute)`" + (near.map { "; did you mean `\($0)`?" } ?? "")
      }
    }
    return InputTarget(
      calls: calls, name: parts.joined(separator: "."), type: .any, isSetting: true, warning: warning)
  }

  private static func input(
    _ name: String, of callable: Callable, _ calls: [String], _ given: Set<String>
  ) throws -> InputTarget {
    guard let input = callable.inputs.first(where: { $0.variable.name == name }) else {
      let near = Suggestion.nearest(to: name, among: callable.inputs.map(\.variable.name))
      throw InputProblem(
        "`\(callable.name)` has no input of that name" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    if given.contains(name) {
      throw InputProblem("the workflow gives this input of the call itself, so that it cannot be set from outside")
    }
    return InputTarget(calls: calls, name: name, type: input.variable.type.forInput(input), isSetting: false)
  }

  /// - Parameter isSetting: whether a requirement is meant, which may be set from outside in any case.
  private static func call(_ name: String, in callable: Callable, isSetting: Bool) throws -> TypedCall {
    guard case .workflow(let workflow) = callable else {
      throw InputProblem("`\(callable.name)` is a task and has no calls")
    }
    let calls = workflow.body.calls
    guard let call = calls.first(where: { $0.name == name }) else {
      let near = Suggestion.nearest(to: name, among: calls.map(\.name) + workflow.inputs.map(\.variable.name))
      throw InputProblem(
        "`\(workflow.name)` has no call `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    guard workflow.allowsNestedInputs || isSetting else {
      throw InputProblem("`\(workflow.name)` does not let inputs of its calls be set (allow_nested_inputs)")
    }
    return call
  }
}

/// What is wrong with one input; said after its name.
struct InputProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension WDLType {
  /// `null` may be given for an input that has a default: it stands for the default.
  func forInput(_ input: TypedDeclaration) -> WDLType { input.expression == nil ? self : optional }
}
