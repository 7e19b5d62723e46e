import SourceText
package import WDLLanguage

/// Syntax as a text without places, so that tests can compare what was read.
package enum SyntaxText {
  package static func of(_ expression: ExpressionSyntax) -> String {
    switch expression.kind {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .none: "None"
    case .string(let string): of(string)
    case .name(let name): name
    case .array(let elements): "[\(list(elements))]"
    case .map(let entries): "{\(entries.map { "\(of($0.key)): \(of($0.value))" }.joined(separator: ", "))}"
    case .pair(let left, let right): "pair(\(of(left)), \(of(right)))"
    case .object(let members): "object {\(self.members(members))}"
    case .structure(let name, let members): "\(name.text) {\(self.members(members))}"
    case .scoped(let kind, let members): "\(kind.rawValue) {\(self.members(members))}"
    case .apply(let name, let arguments): "\(name.text)(\(list(arguments)))"
    case .member(let base, let name): "\(of(base)).\(name.text)"
    case .element(let base, let index): "\(of(base))[\(of(index))]"
    case .unary(let sign, let operand): "(\(sign.rawValue)\(of(operand)))"
    case .binary(let sign, let left, let right): "(\(of(left)) \(sign.rawValue) \(of(right)))"
    case .conditional(let condition, let then, let otherwise):
      "(if \(of(condition)) then \(of(then)) else \(of(otherwise)))"
    }
  }

  private static func list(_ expressions: [ExpressionSyntax]) -> String {
    expressions.map(of).joined(separator: ", ")
  }

  private static func members(_ members: [(name: IdentifierSyntax, value: ExpressionSyntax)]) -> String {
    members.map { "\($0.name.text): \(of($0.value))" }.joined(separator: ", ")
  }

  package static func of(_ string: StringSyntax) -> String {
    let mark = string.quotes == .double ? "\"" : string.quotes == .single ? "'" : "<<<"
    return mark + of(string.parts) + mark
  }

  package static func of(_ parts: [StringSyntax.Part]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): escaped(text)
      case .placeholder(let placeholder): of(placeholder)
      }
    }.joined(separator: "·")
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\\n" : $1 == "\t" ? "\\t" : String($1) }
  }

  package static func of(_ placeholder: PlaceholderSyntax) -> String {
    let options = placeholder.options.map { option in
      switch option {
      case .separator(let value): "sep=\(of(value)) "
      case .whenTrue(let value): "true=\(of(value)) "
      case .whenFalse(let value): "false=\(of(value)) "
      case .fallback(let value): "default=\(of(value)) "
      }
    }
    return (placeholder.isDollar ? "${" : "~{") + options.joined() + of(placeholder.expression) + "}"
  }

  package static func of(_ type: TypeSyntax) -> String {
    let arguments = type.arguments.isEmpty ? "" : "[\(type.arguments.map(of).joined(separator: ","))]"
    return type.name.text + arguments + (type.isNonEmpty ? "+" : "") + (type.isOptional ? "?" : "")
  }

  package static func of(_ declaration: DeclarationSyntax) -> String {
    (declaration.isEnvironment ? "env " : "") + of(declaration.type) + " " + declaration.name.text
      + (declaration.expression.map { " = " + of($0) } ?? "")
  }

  package static func of(_ value: MetaSyntax.Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .string(let text): "\"\(escaped(text))\""
    case .array(let values): "[\(values.map(of).joined(separator: ", "))]"
    case .object(let entries): "{\(entries.map { "\($0.name.text): \(of($0.value))" }.joined(separator: ", "))}"
    }
  }
}
