package import SourceText

/// `task name { … }`.
package struct TaskSyntax: Sendable {
  package var name: IdentifierSyntax
  package var inputs: [DeclarationSyntax] = []
  /// Declarations outside the input section. In draft-2 those without an expression are inputs, too.
  package var declarations: [DeclarationSyntax] = []
  package var command: CommandSyntax?
  package var outputs: [DeclarationSyntax] = []
  package var runtime: AttributesSyntax?
  package var requirements: AttributesSyntax?
  package var hints: AttributesSyntax?
  package var meta: MetaSyntax?
  package var parameterMeta: MetaSyntax?
  package var span: SourceSpan

  package init(name: IdentifierSyntax, span: SourceSpan) {
    self.name = name
    self.span = span
  }
}

/// The command with its common indentation and its first and last line feed taken off, before any placeholder is
/// evaluated (specification: Stripping Leading Whitespace).
package struct CommandSyntax: Sendable {
  package var parts: [StringSyntax.Part]
  /// Whether it is written between `<<<` and `>>>`.
  package var isHeredoc: Bool
  /// Whether its lines are indented by tabs here and spaces there, so that nothing was taken off.
  package var hasMixedIndentation: Bool
  package var span: SourceSpan

  package init(parts: [StringSyntax.Part], isHeredoc: Bool, hasMixedIndentation: Bool, span: SourceSpan) {
    self.parts = parts
    self.isHeredoc = isHeredoc
    self.hasMixedIndentation = hasMixedIndentation
    self.span = span
  }
}

/// `runtime`, `requirements` or `hints`: names with expressions.
package struct AttributesSyntax: Sendable {
  package typealias Attribute = (name: IdentifierSyntax, value: ExpressionSyntax)

  package var attributes: [Attribute]
  package var span: SourceSpan

  package init(attributes: [Attribute], span: SourceSpan) {
    self.attributes = attributes
    self.span = span
  }
}

/// `meta` or `parameter_meta`: names with JSON-like values.
package struct MetaSyntax: Sendable {
  package enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case array([Value])
    case object([(name: IdentifierSyntax, value: Value)])
  }

  package var entries: [(name: IdentifierSyntax, value: Value)]
  package var span: SourceSpan

  package init(entries: [(name: IdentifierSyntax, value: Value)], span: SourceSpan) {
    self.entries = entries
    self.span = span
  }
}
