import WDLLanguage

extension TypedExpression {
  /// A use of a name, with the member where one is taken of it: `align.bam`.
  struct Use {
    let variable: Variable
    let member: String?
  }

  /// Every name that it uses, as often as it stands there.
  var uses: [Use] {
    var uses: [Use] = []
    collectUses(into: &uses)
    return uses
  }

  private func collectUses(into uses: inout [Use]) {
    switch kind {
    case .literal: break
    case .variable(let variable): uses.append(Use(variable: variable, member: nil))
    case .member(let value, let name):
      if case .variable(let variable) = value.kind {
        uses.append(Use(variable: variable, member: name))
      } else {
        value.collectUses(into: &uses)
      }
    case .string(let parts):
      for case .placeholder(let placeholder) in parts {
        for value in placeholder.expressions { value.collectUses(into: &uses) }
      }
    case .array(let values), .apply(_, _, let values): for value in values { value.collectUses(into: &uses) }
    case .map(let entries):
      for entry in entries {
        entry.key.collectUses(into: &uses)
        entry.value.collectUses(into: &uses)
      }
    case .object(let members), .structure(_, let members), .scoped(let members):
      for member in members { member.value.collectUses(into: &uses) }
    case .pair(let left, let right), .binary(_, let left, let right), .element(let left, index: let right):
      left.collectUses(into: &uses)
      right.collectUses(into: &uses)
    case .unary(_, let value), .coerce(let value): value.collectUses(into: &uses)
    case .conditional(let condition, let then, let otherwise):
      for value in [condition, then, otherwise] { value.collectUses(into: &uses) }
    }
  }
}

extension TypedPlaceholder {
  fileprivate var expressions: [TypedExpression] {
    [expression] + [separator, whenTrue, whenFalse, fallback].compactMap(\.self)
  }
}
