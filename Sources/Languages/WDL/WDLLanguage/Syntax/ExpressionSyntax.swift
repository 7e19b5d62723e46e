package import SourceText

package struct ExpressionSyntax: Sendable {
  package enum Kind: Sendable {
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case none
    case string(StringSyntax)
    case name(String)
    case array([ExpressionSyntax])
    case map([(key: ExpressionSyntax, value: ExpressionSyntax)])
    indirect case pair(ExpressionSyntax, ExpressionSyntax)
    /// `object { … }`.
    case object([(name: IdentifierSyntax, value: ExpressionSyntax)])
    /// `Person { … }`.
    case structure(IdentifierSyntax, [(name: IdentifierSyntax, value: ExpressionSyntax)])
    /// `hints { … }`, `input { … }`, `output { … }` inside a hints section (1.2); names may be dotted.
    case scoped(ScopedKind, [(name: IdentifierSyntax, value: ExpressionSyntax)])
    /// A function of the library.
    case apply(IdentifierSyntax, [ExpressionSyntax])
    indirect case member(ExpressionSyntax, IdentifierSyntax)
    indirect case element(ExpressionSyntax, index: ExpressionSyntax)
    indirect case unary(UnaryOperator, ExpressionSyntax)
    indirect case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax)
    indirect case conditional(condition: ExpressionSyntax, then: ExpressionSyntax, otherwise: ExpressionSyntax)
  }

  package enum ScopedKind: String, Hashable, Sendable { case hints, input, output }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

package enum UnaryOperator: String, Hashable, Sendable {
  case not = "!"
  case minus = "-"
  case plus = "+"
}

package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case or = "||"
  case and = "&&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  /// 1.2 and later.
  case power = "**"
}

/// A string with its escapes resolved and its placeholders parsed.
package struct StringSyntax: Sendable {
  package enum Part: Sendable {
    case text(String)
    case placeholder(PlaceholderSyntax)
  }

  package enum Quotes: Hashable, Sendable {
    case double, single
    /// `<<< … >>>` (1.2).
    case multiLine
  }

  /// Never two texts in a row.
  package var parts: [Part]
  package var quotes: Quotes
  package var span: SourceSpan

  package init(parts: [Part], quotes: Quotes, span: SourceSpan) {
    self.parts = parts
    self.quotes = quotes
    self.span = span
  }

  /// The text, when there is no placeholder in it.
  package var plainText: String? {
    switch parts.count {
    case 0: return ""
    case 1: if case .text(let text) = parts[0] { return text } else { return nil }
    default: return nil
    }
  }
}

/// `~{options expression}` or `${…}`.
package struct PlaceholderSyntax: Sendable {
  package enum Option: Sendable {
    case separator(ExpressionSyntax)
    case whenTrue(ExpressionSyntax)
    case whenFalse(ExpressionSyntax)
    case fallback(ExpressionSyntax)
  }

  package var options: [Option]
  package var expression: ExpressionSyntax
  /// Whether it is written with `$`.
  package var isDollar: Bool
  package var span: SourceSpan

  package init(options: [Option], expression: ExpressionSyntax, isDollar: Bool, span: SourceSpan) {
    self.options = options
    self.expression = expression
    self.isDollar = isDollar
    self.span = span
  }
}
