import JSONText
import WDLLanguage

/// Inputs that fit their target.
struct BoundInputs: Sendable {
  /// By the name of the target's input.
  var values: [String: WDLValue] = [:]
  /// What was given for things inside the target.
  var nested = NestedInputs()
  /// As they were understood, under their full names.
  var record = JSONObject()
  /// What is odd about inputs that can be set all the same.
  var warnings: [String] = []
}

/// Inputs that were given for calls inside a workflow (`wf.call.x`) and for the runtime of a task
/// (`task.runtime.memory`).
struct NestedInputs: Sendable {
  /// For the thing itself: `x`, `runtime.memory`.
  var values: [String: WDLValue] = [:]
  /// By the name of a call.
  var calls: [String: NestedInputs] = [:]

  subscript(call name: String) -> NestedInputs { calls[name] ?? NestedInputs() }

  /// Puts a value under a path of calls.
  mutating func set(_ value: WDLValue, at path: ArraySlice<String>, name: String) {
    guard let first = path.first else {
      values[name] = value
      return
    }
    calls[first, default: NestedInputs()].set(value, at: path.dropFirst(), name: name)
  }
}
