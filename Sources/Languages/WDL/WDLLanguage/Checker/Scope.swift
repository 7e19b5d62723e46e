import SourceText

/// The names that can be seen at one place of a task or workflow: its own and those around it.
final class Scope {
  enum Role {
    case input, declaration, call, scatterVariable, output
    /// A name that a section gives to the scope around it.
    case export
  }

  struct Entry {
    let variable: Variable
    let span: SourceSpan
    let role: Role
  }

  private let parent: Scope?
  private var entries: [String: Entry] = [:]
  /// In the order in which they were added.
  private(set) var names: [String] = []

  init(parent: Scope? = nil) { self.parent = parent }

  /// A name of this scope that is not seen for now: that of an output while its own expression is checked, so that
  /// `File x = x` means the `x` around it.
  var hidden: String?

  /// The entry of that name here or around.
  func find(_ name: String) -> Entry? {
    var scope: Scope? = self
    while let current = scope {
      if let entry = current.entries[name], name != current.hidden { return entry }
      scope = current.parent
    }
    return nil
  }

  func own(_ name: String) -> Entry? { entries[name] }

  func add(_ entry: Entry) {
    if entries.updateValue(entry, forKey: entry.variable.name) == nil { names.append(entry.variable.name) }
  }

  /// Every name that can be seen, for suggestions.
  var visibleNames: [String] { names + (parent?.visibleNames ?? []) }
}

/// Counts the variables of one task or workflow.
struct VariableCounter {
  private(set) var count = 0

  mutating func make(_ name: String, _ type: WDLType) -> Variable {
    defer { count += 1 }
    return Variable(id: count, name: name, type: type)
  }
}
