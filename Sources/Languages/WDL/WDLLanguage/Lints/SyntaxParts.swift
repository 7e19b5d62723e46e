import SourceText

extension ExpressionSyntax {
  /// The expressions that it is made of; those in placeholders are not among them.
  var parts: [ExpressionSyntax] {
    switch kind {
    case .boolean, .integer, .float, .none, .string, .name: []
    case .array(let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .pair(let left, let right): [left, right]
    case .object(let members), .structure(_, let members), .scoped(_, let members): members.map(\.value)
    case .apply(_, let arguments): arguments
    case .member(let base, _): [base]
    case .element(let base, let index): [base, index]
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    }
  }

  /// Its value when it is made of `true`, `false` and logic alone.
  var constant: Bool? {
    switch kind {
    case .boolean(let value): return value
    case .unary(.not, let operand): return operand.constant.map { !$0 }
    case .binary(.and, let left, let right):
      let values = [left.constant, right.constant]
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .binary(.or, let left, let right):
      let values = [left.constant, right.constant]
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    default: return nil
    }
  }
}

extension PlaceholderSyntax.Option {
  var value: ExpressionSyntax {
    switch self {
    case .separator(let value), .whenTrue(let value), .whenFalse(let value), .fallback(let value): value
    }
  }

  /// As it is written.
  var name: String {
    switch self {
    case .separator: "sep"
    case .whenTrue: "true"
    case .whenFalse: "false"
    case .fallback: "default"
    }
  }
}

extension WorkflowItemSyntax {
  /// Its declarations and those of its sections.
  var declarations: [DeclarationSyntax] {
    switch self {
    case .declaration(let declaration): [declaration]
    case .call: []
    case .scatter(let scatter): scatter.body.flatMap(\.declarations)
    case .conditional(let conditional): conditional.clauses.flatMap { $0.body.flatMap(\.declarations) }
    }
  }
}

extension TypeSyntax {
  /// Whether a value of the type is a file or folder, or holds some.
  var holdsFiles: Bool {
    name.text == "File" || name.text == "Directory" || arguments.contains { $0.holdsFiles }
  }
}
